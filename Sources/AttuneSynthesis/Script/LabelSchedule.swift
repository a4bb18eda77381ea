import AttuneCore

/// Which emotion word each conversation of a corpus is about.
///
/// A block of 60 conversations holds every word at least once and gives no class less than a tenth:
/// happy 12, sad 9, the five other classes 7 or 8 each. Blocks begin with one conversation of each
/// class and then the words that are still missing, so that a small corpus is varied too.
struct LabelSchedule: Sendable {
  /// Conversations in a block.
  static let blockSize = 60

  private let seed: UInt64

  /// The schedule of the corpus with this seed.
  init(seed: UInt64) {
    self.seed = seed
  }

  /// The word of conversation `index`, whatever the number of conversations.
  func word(at index: Int) -> FeelingWord {
    block(index / Self.blockSize)[index % Self.blockSize]
  }

  private func block(_ number: Int) -> [FeelingWord] {
    var random = SeededRandom(seed: seed, path: "labels", "\(number)")
    var first: [FeelingWord] = []
    var others: [FeelingWord] = []
    for (emotion, words) in FeelingWord.table {
      let order = random.shuffled(words).map { FeelingWord(word: $0, emotion: emotion) }
      first += order.prefix(1)
      others += order.dropFirst()
    }
    var result = random.shuffled(first) + random.shuffled(others)

    // Happy and sad have their share from their many words; the rest is dealt to the other classes.
    let dealt = random.shuffled(
      FeelingWord.table.filter { $0.0 != .happy && $0.0 != .sad })
    var extra: [FeelingWord] = []
    var counts = Dictionary(
      uniqueKeysWithValues: dealt.map { emotion, words in (emotion, words.count) })
    while result.count + extra.count < Self.blockSize {
      // The smallest class first; ties in the dealt order.
      guard
        let (emotion, words) = dealt.min(by: { (counts[$0.0] ?? 0) < (counts[$1.0] ?? 0) }),
        let word = words.first
      else { break }
      let place = (counts[emotion] ?? 0) % words.count
      extra.append(
        FeelingWord(word: words.count > 1 ? words[place] : word, emotion: emotion))
      counts[emotion, default: 0] += 1
    }
    result += random.shuffled(extra)
    return result
  }
}
