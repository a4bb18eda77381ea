import Torch
import TorchNN

/// In training, takes one modality away from some turns, so that stand-ins are learned.
///
/// A turn loses its words (situation and utterances) or its media, never both, and only what it can
/// do without: what would leave neither words nor media stays.
struct ModalityDropout {
  /// Probability that a turn loses something.
  let probability: Double

  /// What of a batch may be used.
  struct Presence: Equatable {
    /// Whether the words of each utterance may be read.
    var text: [Bool]
    /// Whether the situation of each turn may be read.
    var context: [Bool]
    /// Whether the medium of each utterance may be used.
    var media: [Bool]
  }

  /// Decides for a batch.
  ///
  /// - Parameters:
  ///   - presence: what the batch holds.
  ///   - layout: which utterances belong together.
  func callAsFunction(
    _ presence: Presence, _ layout: DialogueLayout, mode: Mode
  ) throws(TorchError) -> Presence {
    guard mode == .training, probability > 0 else { return presence }
    // Two numbers a turn whatever they decide, so that one turn's luck never moves another's.
    let drawn = try Tensor.uniform([layout.counts.count, 2]).floats()
    var kept = presence
    var first = 0
    for (dialogue, count) in layout.counts.enumerated() {
      let rows = first..<(first + count)
      first += count
      guard Double(drawn[2 * dialogue]) < probability else { continue }
      let hasText = presence.context[dialogue] || rows.contains { presence.text[$0] }
      let hasMedia = rows.contains { presence.media[$0] }
      guard hasText, hasMedia else { continue }
      if drawn[2 * dialogue + 1] < 0.5 {
        for row in rows { kept.media[row] = false }
      } else {
        for row in rows { kept.text[row] = false }
        kept.context[dialogue] = false
      }
    }
    return kept
  }
}
