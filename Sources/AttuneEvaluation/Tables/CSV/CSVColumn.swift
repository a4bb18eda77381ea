/// What a column of a CSV table holds.
enum CSVColumn: Equatable {
  case conversation, turn, label, modalities, model, split, run
  case probability(String)
  case logit(String)
  case attribute(String, isText: Bool)

  /// The column of a name in the first record; `nil` for an unknown one.
  init?(_ name: String) {
    func rest(after prefix: String) -> String? {
      name.hasPrefix(prefix) ? String(name.dropFirst(prefix.count)) : nil
    }
    switch name {
    case "conversation": self = .conversation
    case "turn": self = .turn
    case "label": self = .label
    case "modalities": self = .modalities
    case "model": self = .model
    case "split": self = .split
    case "run": self = .run
    default:
      if let emotion = rest(after: "p_") ?? rest(after: "probability:") {
        self = .probability(emotion)
      } else if let emotion = rest(after: "logit:") {
        self = .logit(emotion)
      } else if let attribute = rest(after: "attribute:") {
        self = .attribute(attribute, isText: TextAttribute.has(attribute))
      } else {
        return nil
      }
    }
  }
}
