import AttuneCore
import AttuneEvaluation

/// A fusion that is ready for use: of tables, or of single clips.
public struct FittedFusion: Sendable, Hashable {
  /// What is computed.
  public let rule: FusionRule
  /// Names of the models, in the order of the rule's weights.
  public let models: [String]
  /// The class names, in the order of all probabilities given and returned.
  public let classes: [String]
  /// What it was fitted on, or `nil` where nothing is fitted.
  public let fittedOn: FusionProvenance?

  /// Name of the fused model, as `fusion/average`.
  public var name: String { "fusion/\(rule.strategy.rawValue)" }

  /// One weight a model, not negative, of sum 1.
  public var weights: [Double] {
    switch rule {
    case .average: Array(repeating: 1 / Double(models.count), count: models.count)
    case .weighted(let weights): weights
    }
  }

  /// Creates a fusion.
  ///
  /// - Throws: ``FusionError/invalidFusion(_:)`` if models or classes repeat, or the weights are not
  ///   one a model, not negative, of sum 1.
  public init(
    rule: FusionRule, models: [String], classes: [String], fittedOn: FusionProvenance? = nil
  ) throws(FusionError) {
    self.rule = rule
    self.models = models
    self.classes = classes
    self.fittedOn = fittedOn
    if let problem { throw .invalidFusion(problem) }
  }

  private var problem: String? {
    if models.count < 2 { return "it needs at least two models, has \(models.count)" }
    if Set(models).count < models.count { return "two models have the same name" }
    if classes.isEmpty || Set(classes).count < classes.count {
      return "it needs at least one class, each with its own name"
    }
    guard case .weighted(let weights) = rule else { return nil }
    if weights.count != models.count {
      return "\(weights.count) weights for \(models.count) models"
    }
    if !weights.allSatisfy({ $0.isFinite && $0 >= 0 }) { return "a weight is negative" }
    let sum = weights.reduce(0, +)
    return abs(sum - 1) <= 1e-6 ? nil : "the sum of the weights is \(sum), not 1"
  }

  /// Fuses the distributions of one turn or clip.
  ///
  /// - Parameter probabilities: `[K]` in the order of ``classes``, by model name; a model that is
  ///   absent is left out, and its weight goes to the others in proportion.
  /// - Returns: `[K]`, the sum is 1.
  /// - Throws: ``FusionError`` if no model is there, one is unknown, or a distribution is none.
  public func combine(_ probabilities: [String: [Float]]) throws(FusionError) -> [Float] {
    for name in probabilities.keys.sorted() where !models.contains(name) {
      throw .unknownModel(name, known: models)
    }
    var outputs: [ModelOutput?] = []
    for name in models {
      guard let values = probabilities[name] else {
        outputs.append(nil)
        continue
      }
      try check(values, of: name)
      outputs.append(ModelOutput(probabilities: values))
    }
    guard outputs.contains(where: { $0 != nil }) else { throw .noModel(known: models) }
    return rule.combine(outputs)
  }

  private func check(_ values: [Float], of model: String) throws(FusionError) {
    guard values.count == classes.count else {
      throw .invalidProbabilities(
        model: model, reason: "\(values.count) numbers for \(classes.count) classes")
    }
    let sum = values.reduce(0.0) { $0 + Double($1) }
    guard values.allSatisfy({ $0 >= 0 }), abs(sum - 1) <= 1e-3 else {
      throw .invalidProbabilities(
        model: model, reason: "expected numbers from 0 to 1 of sum 1, got \(values)")
    }
  }

  /// Fuses whole tables.
  ///
  /// Rows that some tables lack are fused from the others.
  ///
  /// - Parameter tables: One a model of the fusion, in any order; at least two.
  /// - Returns: The fused table and how many rows each model lacks.
  /// - Throws: ``FusionError`` if the tables do not fit together or not to this fusion.
  public func fuse(_ tables: [PredictionTable]) throws(FusionError) -> FusedPredictions {
    for table in tables where !models.contains(table.model) {
      throw .unknownModel(table.model, known: models)
    }
    let joined = try JoinedPredictions(tables)
    let places = models.map { joined.models.firstIndex(of: $0) }
    // The table keeps the fusion's class order, whatever that of its models is.
    let order = classes.map { joined.classes.firstIndex(of: $0) }
    let classOrder = order.compactMap { $0 }
    guard classOrder.count == classes.count, joined.classes.count == classes.count else {
      throw .differentClasses(
        model: name, only: classes.filter { !joined.classes.contains($0) },
        other: joined.models[0], onlyOther: joined.classes.filter { !classes.contains($0) })
    }
    var rows: [Prediction] = []
    rows.reserveCapacity(joined.rows.count)
    var missing = [Int](repeating: 0, count: joined.models.count)
    for row in joined.rows {
      for model in row.outputs.indices where row.outputs[model] == nil { missing[model] += 1 }
      let outputs = places.map { place in
        place.flatMap { row.outputs[$0] }.map { $0.reordered(classOrder) }
      }
      rows.append(
        Prediction(
          conversation: row.key.conversation, turn: row.key.turn, emotion: row.emotion,
          probabilities: rule.combine(outputs), modalities: row.modalities))
    }
    let table = PredictionTable(
      classes: classes, model: name, split: joined.split,
      run: joined.runs.isEmpty ? nil : joined.runs.joined(separator: " + "),
      inputs: joined.inputs, rows: rows)
    let complete = joined.rows.count { !$0.outputs.contains { $0 == nil } }
    return FusedPredictions(
      table: table, numComplete: complete,
      numMissing: Dictionary(uniqueKeysWithValues: zip(joined.models, missing)))
  }
}
