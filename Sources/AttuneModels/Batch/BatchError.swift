/// A batch that contradicts itself: a mistake of the program that made it.
public enum BatchError: Error, CustomStringConvertible, Equatable {
  /// There is no dialogue, or one without utterances.
  case emptyDialogue
  /// A part has another number of rows than the dialogues have.
  case rows(part: String, count: Int, expected: Int)
  /// A sound or clip belongs to an utterance that does not exist or already has one.
  case mediumRow(Int, numUtterances: Int)

  /// Frozen features of different sizes or types.
  case frozenFeatures

  /// One line: what does not fit.
  public var description: String {
    switch self {
    case .emptyDialogue:
      "batch: every dialogue needs an utterance, and every batch a dialogue"
    case .rows(let part, let count, let expected):
      "batch: \(part) has \(count) rows, expected \(expected)"
    case .mediumRow(let row, let numUtterances):
      "batch: a medium belongs to utterance \(row) of \(numUtterances), which does not exist or "
        + "already has one"
    case .frozenFeatures:
      "batch: frozen features of different sizes or types cannot be joined"
    }
  }
}
