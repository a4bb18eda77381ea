/// The keys of a prediction table's lines, in the order in which they are written.
enum PredictionKey: Int, CaseIterable {
  case conversation, turn, label, classes, logits, probabilities, modalities, attributes, hidden
  case model, split, run, inputs, outOfFold, labelMap

  /// The key as it is written.
  var name: StaticString {
    switch self {
    case .conversation: "conversation"
    case .turn: "turn"
    case .label: "label"
    case .classes: "classes"
    case .logits: "logits"
    case .probabilities: "probabilities"
    case .modalities: "modalities"
    case .attributes: "attributes"
    case .hidden: "hidden"
    case .model: "model"
    case .split: "split"
    case .run: "run"
    case .inputs: "inputs"
    case .outOfFold: "out_of_fold"
    case .labelMap: "label_map"
    }
  }

  /// A line's keys are a sum of these, which is quicker than a set.
  var bit: UInt16 { 1 << rawValue }

  /// The keys without which there is no row.
  static let required: [PredictionKey] = [
    .conversation, .turn, .label, .classes, .modalities, .model,
  ]

  /// The keys that say something of the whole table.
  static let headerBits =
    classes.bit | model.bit | split.bit | run.bit | inputs.bit | outOfFold.bit | labelMap.bit

  /// The key of a name; `guess` is tried first.
  init?(_ name: JSONText, guess: PredictionKey?) {
    if let guess, name.equals(guess.name) {
      self = guess
      return
    }
    guard let key = Self.allCases.first(where: { name.equals($0.name) }) else { return nil }
    self = key
  }

  /// The key that is written behind this one.
  var next: PredictionKey? { PredictionKey(rawValue: rawValue + 1) }
}
