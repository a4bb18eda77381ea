import AttuneCore
import AttuneEvaluation

/// A fusion that is ready for use: of tables, or of single clips.
public struct FittedFusion: Sendable {
  /// What is computed.
  public let strategy: LateFusion
  /// Names of the models, in the order of what was learned of them.
  public let models: [String]
  /// The class names, in the order of all probabilities given and returned.
  public let classes: [String]
  /// What it was fitted on, or `nil` where nothing is fitted.
  public let fittedOn: FusionProvenance?
  /// Answers less probable than this are to be taken for *not sure*; `nil` where none are.
  public var rejectsBelow: Double?
  /// What was learned of each model alone, in the models' order.
  let calibrations: [FittedCalibration]
  /// The strategy with what it has learned.
  let rule: any FusionRule

  /// Name of the fused model, as `fusion/average`.
  public var name: String { "fusion/\(strategy.rawValue)" }

  /// Whether predictions must hold what their classifiers' last layers read.
  public var readsHiddenStates: Bool { rule.readsHiddenStates }

  /// What was learned, for people: one line each.
  public var notes: [String] {
    zip(models, calibrations).compactMap { model, calibration in
      calibration.note.map { "\(model): \($0)" }
    } + rule.notes(models: models, classes: classes)
  }

  /// Creates a fusion of parts.
  ///
  /// - Throws: ``FusionError/invalidFusion(_:)`` if models or classes repeat, or what was learned is
  ///   not for that many of them.
  init(
    strategy: LateFusion, rule: any FusionRule, calibrations: [FittedCalibration]? = nil,
    models: [String], classes: [String], fittedOn: FusionProvenance? = nil,
    rejectsBelow: Double? = nil
  ) throws(FusionError) {
    self.strategy = strategy
    self.rule = rule
    self.calibrations = calibrations ?? models.map { _ in .none }
    self.models = models
    self.classes = classes
    self.fittedOn = fittedOn
    self.rejectsBelow = rejectsBelow
    if let problem { throw .invalidFusion(problem) }
  }

  private var problem: String? {
    if models.count < 2 { return "it needs at least two models, has \(models.count)" }
    if Set(models).count < models.count { return "two models have the same name" }
    if classes.isEmpty || Set(classes).count < classes.count {
      return "it needs at least one class, each with its own name"
    }
    if calibrations.count != models.count {
      return "\(calibrations.count) calibrations for \(models.count) models"
    }
    for calibration in calibrations {
      if let problem = calibration.problem(numClasses: classes.count) { return problem }
    }
    if let rejectsBelow, !(0...1).contains(rejectsBelow) {
      return "rejects_below is \(rejectsBelow), not within 0…1"
    }
    return rule.problem(numModels: models.count, numClasses: classes.count)
  }

  /// Fuses the distributions of one turn or clip.
  ///
  /// - Parameter probabilities: `[K]` in the order of ``classes``, by model name; a model that is
  ///   absent is left out, and each strategy answers from the others as its rule says.
  /// - Returns: `[K]`, the sum is 1.
  /// - Throws: ``FusionError`` if no model is there, one is unknown, a distribution is none, or the
  ///   strategy needs more of a model than probabilities.
  public func combine(_ probabilities: [String: [Float]]) throws(FusionError) -> [Float] {
    try combine(
      predictions: probabilities.mapValues {
        Prediction(conversation: "", turn: "", probabilities: $0, modalities: [])
      })
  }

  /// Fuses what the models say of one turn or clip, with all that they tell of it.
  ///
  /// - Parameter predictions: By model name; the numbers in the order of ``classes``.
  /// - Returns: `[K]`, the sum is 1.
  /// - Throws: As ``combine(_:)``.
  public func combine(predictions: [String: Prediction]) throws(FusionError) -> [Float] {
    for name in predictions.keys.sorted() where !models.contains(name) {
      throw .unknownModel(name, known: models)
    }
    var row = FusionRow(outputs: [])
    for name in models {
      guard let prediction = predictions[name] else {
        row.outputs.append(nil)
        continue
      }
      try check(prediction, of: name)
      row.outputs.append(ModelOutput(prediction, order: Array(classes.indices)))
      row.add(attributesOf: prediction)
    }
    guard !row.present.isEmpty else { throw .noModel(known: models) }
    return try combine(row).map { Float($0) }
  }

  /// Fuses one row whose models and classes are in the order of this fusion.
  func combine(_ row: FusionRow) throws(FusionError) -> [Double] {
    try rule.check(row, models: models)
    return rule.combine(Self.calibrated(row, calibrations))
  }

  private func check(_ prediction: Prediction, of model: String) throws(FusionError) {
    let values = prediction.probabilities
    guard values.count == classes.count else {
      throw .invalidProbabilities(
        model: model, reason: "\(values.count) numbers for \(classes.count) classes")
    }
    let sum = values.reduce(0.0) { $0 + Double($1) }
    guard values.allSatisfy({ $0 >= 0 }), abs(sum - 1) <= 1e-3 else {
      throw .invalidProbabilities(
        model: model, reason: "expected numbers from 0 to 1 of sum 1, got \(values)")
    }
    guard let logits = prediction.logits else { return }
    guard logits.count == classes.count, logits.allSatisfy(\.isFinite) else {
      throw .invalidProbabilities(
        model: model, reason: "expected \(classes.count) finite logits, got \(logits)")
    }
  }
}

extension FittedFusion: Hashable {
  /// Whether two fusions have learned the same.
  public static func == (first: FittedFusion, second: FittedFusion) -> Bool {
    first.strategy == second.strategy && first.models == second.models
      && first.classes == second.classes && first.fittedOn == second.fittedOn
      && first.rejectsBelow == second.rejectsBelow && first.calibrations == second.calibrations
      && AnyHashable(first.rule) == AnyHashable(second.rule)
  }

  /// Feeds what was learned to a hasher.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(strategy)
    hasher.combine(models)
    hasher.combine(classes)
    hasher.combine(AnyHashable(rule))
  }
}
