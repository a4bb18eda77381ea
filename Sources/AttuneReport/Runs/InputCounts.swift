/// What went into a model and what did not in one split, from `inputs.json`.
struct InputCounts: Decodable, Sendable {
  let turns: Int
  let utterances: Int
  let truncatedTexts: Int?
  let droppedUtterances: Int?
  /// Media that were used, by modality.
  let used: [String: Int]
  /// Media that could not be used, by modality and condition.
  let missing: [String: [String: Int]]

  enum CodingKeys: String, CodingKey {
    case turns, utterances
    case truncatedTexts = "truncated_texts"
    case droppedUtterances = "dropped_utterances"
    case used, missing
  }
}
