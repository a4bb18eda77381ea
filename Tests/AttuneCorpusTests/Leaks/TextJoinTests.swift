import AttuneCore
import Testing

@testable import AttuneCorpus

@Suite struct TextJoinTests {
  private struct Found: Hashable {
    let texts: Set<Int>
    let jaccard: Double
  }

  /// Texts of few words, so that many are alike, and copies with some words changed.
  private func texts(_ count: Int, seed: Int) -> [[Int32]] {
    var generator = SeededGenerator(seed)
    var texts: [[Int32]] = []
    for _ in 0..<count {
      if generator.happens(0.6), !texts.isEmpty {
        var copy = texts[generator.index(below: texts.count)]
        for position in copy.indices where generator.happens(0.08) {
          copy[position] = Int32(generator.index(below: 40))
        }
        texts.append(copy)
      } else {
        texts.append(
          (0..<(1 + generator.index(below: 30))).map { _ in Int32(generator.index(below: 40)) })
      }
    }
    return texts
  }

  private func pairs(_ words: [Int32]) -> Set<[Int32]> {
    words.count == 1 ? [words] : Set(zip(words, words.dropFirst()).map { [$0, $1] })
  }

  private func join(_ texts: [[Int32]], _ threshold: Double) -> [Found] {
    var found: [Found] = []
    TextJoin(texts, threshold: threshold).pairs(where: { _, _ in true }) { first, second, jaccard in
      found.append(Found(texts: [first, second], jaccard: jaccard))
    }
    return found
  }

  @Test(arguments: [0.3, 0.5, 0.6, 0.8, 1])
  func itFindsExactlyThePairsThatComparingAllWithAllFinds(threshold: Double) {
    for seed in 0..<4 {
      let texts = texts(120, seed: seed)
      let sets = texts.map(pairs)
      var expected: Set<Found> = []
      for first in texts.indices {
        for second in 0..<first {
          let shared = sets[first].intersection(sets[second]).count
          let jaccard = Double(shared) / Double(sets[first].union(sets[second]).count)
          if jaccard >= threshold {
            expected.insert(Found(texts: [first, second], jaccard: jaccard))
          }
        }
      }
      let found = join(texts, threshold)
      #expect(!expected.isEmpty && Set(found) == expected)
      #expect(found.count == expected.count)
      #expect(join(texts, threshold) == found)
    }
  }

  @Test func unwantedPairsAndEmptyTextsAreLeftOut() {
    let texts = [[], [7, 8, 9], [7, 8, 9], [7, 8, 9], []] as [[Int32]]
    var found: [Set<Int>] = []
    TextJoin(texts, threshold: 0.6).pairs(where: { $0 + $1 != 3 }) { first, second, _ in
      found.append([first, second])
    }
    #expect(Set(found) == [[1, 3], [2, 3]])
  }

  @Test func wordsAreRunsOfLettersAndDigitsInLowerCase() {
    #expect(
      "I can’t—won't! Go: ÉTÉ 25,3 ²".words
        == ["i", "can", "t", "won", "t", "go", "été", "25", "3", "²"])
    #expect(" … ".words.isEmpty)
  }
}
