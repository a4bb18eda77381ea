import AttuneCore
import AttuneEvaluation

/// Several tables as one: rows joined by conversation and turn, classes aligned by name.
struct JoinedPredictions: Sendable {
  /// One turn with the answers of all models that have it.
  struct Row: Sendable {
    var key: TurnKey
    var emotion: String?
    /// United over the models, in the order of `Modality`.
    var modalities: [Modality]
    /// United over the models; where two differ, the first one's.
    var attributes: [String: AttributeValue]
    /// The answers, in the order of the tables and the class order of the first one.
    var answers: FusionRow
  }

  /// The class names, as the first table orders them.
  let classes: [String]
  /// The models' names, in the order of the tables.
  let models: [String]
  /// The split that all tables are of.
  let split: Split?
  /// The runs that the tables name.
  let runs: [String]
  /// A model that was trained on these very rows, or `nil` where there is none.
  let trainedModel: String?
  /// How many folds the rows were predicted in, if all tables were; the fewest of them.
  let numFolds: Int?
  /// The map behind the labels, or `nil` where no table says.
  let labelMap: LabelMapReference?
  /// What any of the models saw, or `nil` where one table does not say.
  let inputs: InputPolicy?
  /// In the order of the first table; rows that it lacks follow in the order of the others.
  private(set) var rows: [Row] = []

  init(_ tables: [PredictionTable]) throws(FusionError) {
    guard let first = tables.first, tables.count >= 2 else {
      throw .tooFewTables(tables.count)
    }
    var names: Set<String> = []
    for table in tables where !names.insert(table.model).inserted {
      throw .repeatedModel(table.model)
    }
    classes = first.classes
    models = tables.map(\.model)
    runs = tables.compactMap(\.run)
    split = try Self.commonSplit(tables)
    trainedModel = tables.first { $0.split == .train && $0.numFolds == nil }?.model
    let folds = tables.compactMap(\.numFolds)
    numFolds = folds.count == tables.count ? folds.min() : nil
    labelMap = try Self.commonLabelMap(tables)
    inputs = Self.unitedInputs(tables)
    try merge(tables)
    try checkOverlap(tables)
  }

  private mutating func merge(_ tables: [PredictionTable]) throws(FusionError) {
    let noAnswers = FusionRow(outputs: Array(repeating: nil, count: tables.count))
    var positions: [TurnKey: Int] = [:]
    for (model, table) in tables.enumerated() {
      do throws(PredictionTableError) {
        try table.validate(name: "predictions of \(table.model)")
      } catch {
        throw .invalidTable(error)
      }
      let order = try Self.order(of: tables[0], in: table)
      for prediction in table.rows {
        let key = prediction.turnKey
        let position: Int
        if let known = positions[key] {
          position = known
          try unite(prediction, of: model, into: position)
        } else {
          position = rows.count
          positions[key] = position
          rows.append(
            Row(
              key: key, emotion: prediction.emotion, modalities: prediction.modalities,
              attributes: prediction.attributes, answers: noAnswers))
        }
        rows[position].answers.outputs[model] = ModelOutput(prediction, order: order)
        rows[position].answers.add(attributesOf: prediction)
      }
    }
  }

  private mutating func unite(
    _ prediction: Prediction, of model: Int, into position: Int
  ) throws(FusionError) {
    let row = rows[position]
    if let label = row.emotion, let other = prediction.emotion, label != other {
      let first = row.answers.present.first ?? 0
      throw .differentLabels(
        row.key, model: models[first], label: label, other: models[model], otherLabel: other)
    }
    rows[position].emotion = row.emotion ?? prediction.emotion
    if row.attributes != prediction.attributes {
      rows[position].attributes.merge(prediction.attributes) { first, _ in first }
    }
    if row.modalities != prediction.modalities {
      let united = Set(row.modalities).union(prediction.modalities)
      rows[position].modalities = Modality.allCases.filter(united.contains)
    }
  }

  /// For each class of `first`, where it stands in `table`.
  private static func order(
    of first: PredictionTable, in table: PredictionTable
  ) throws(FusionError) -> [Int] {
    var order: [Int] = []
    for name in first.classes {
      guard let index = table.classes.firstIndex(of: name) else { break }
      order.append(index)
    }
    guard order.count == first.classes.count, order.count == table.classes.count else {
      throw .differentClasses(
        model: first.model, only: first.classes.filter { !table.classes.contains($0) },
        other: table.model, onlyOther: table.classes.filter { !first.classes.contains($0) })
    }
    return order
  }

  private static func commonSplit(_ tables: [PredictionTable]) throws(FusionError) -> Split? {
    guard let first = tables.first(where: { $0.split != nil }), let split = first.split else {
      return nil
    }
    for table in tables {
      guard let other = table.split, other != split else { continue }
      throw .differentSplits(
        model: first.model, split: split.rawValue, other: table.model,
        otherSplit: other.rawValue)
    }
    return split
  }

  /// Labels of other maps mean other things, whatever they are called.
  private static func commonLabelMap(
    _ tables: [PredictionTable]
  ) throws(FusionError) -> LabelMapReference? {
    guard let first = tables.first(where: { $0.labelMap != nil }), let map = first.labelMap else {
      return nil
    }
    for table in tables {
      guard let other = table.labelMap, other.sha256 != map.sha256 else { continue }
      throw .differentLabelMaps(
        model: first.model, map: map.name, other: table.model, otherMap: other.name)
    }
    return map
  }

  /// Fusion sees what any of its models sees.
  private static func unitedInputs(_ tables: [PredictionTable]) -> InputPolicy? {
    var united: InputPolicy?
    for table in tables {
      guard let policy = table.inputs else { return nil }
      guard let known = united else {
        united = policy
        continue
      }
      united = InputPolicy(
        context: known.context || policy.context, dialogue: known.dialogue || policy.dialogue,
        response: known.response || policy.response, profiles: known.profiles || policy.profiles,
        profileID: known.profileID || policy.profileID, topic: known.topic || policy.topic,
        rationale: known.rationale || policy.rationale)
    }
    return united
  }
}
