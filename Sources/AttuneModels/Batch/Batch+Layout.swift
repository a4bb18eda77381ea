import Torch

extension Batch {
  /// Which utterances belong together.
  ///
  /// - Throws: ``BatchError`` if the batch contradicts itself.
  func layout() throws(BatchError) -> DialogueLayout {
    let layout = DialogueLayout(utteranceCounts)
    guard !utteranceCounts.isEmpty, utteranceCounts.allSatisfy({ $0 >= 1 }) else {
      throw .emptyDialogue
    }
    for (part, count, expected) in [
      ("texts", texts.count, layout.numRows),
      ("roles", roles.dim(0), layout.numRows),
      ("contexts", contexts.count, size),
    ] where count != expected {
      throw .rows(part: part, count: count, expected: expected)
    }
    return layout
  }

  /// What the batch holds, before anything is dropped.
  ///
  /// - Parameter media: the utterances of each group of sounds or clips.
  func presence(media: [[Int]]) throws(BatchError) -> ModalityDropout.Presence {
    var isPresent = [Bool](repeating: false, count: numUtterances)
    for row in media.joined() {
      guard isPresent.indices.contains(row), !isPresent[row] else {
        throw .mediumRow(row, numUtterances: numUtterances)
      }
      isPresent[row] = true
    }
    return .init(
      text: texts.map { $0 != nil }, context: contexts.map { $0 != nil }, media: isPresent)
  }
}
