import AttuneCore
import Testing

@testable import AttuneCorpus

@Suite struct SplitTests {
  // random.seed(42); l = list(range(10)); random.shuffle(l)
  // random.seed(7); l = list(range(700)); random.shuffle(l)
  @Test func shufflingIsPythons() {
    var ten = Array(0..<10)
    var random = PythonRandom(seed: 42)
    random.shuffle(&ten)
    #expect(ten == [7, 3, 2, 8, 5, 6, 9, 4, 0, 1])
    var many = Array(0..<700)
    random = PythonRandom(seed: 7)
    random.shuffle(&many)
    #expect(many.prefix(8) == [664, 615, 30, 509, 435, 158, 461, 535])
    #expect(many.suffix(4) == [666, 404, 154, 331])
  }

  private func conversation(_ id: Int, speaker: Int?, emotion: Emotion? = .sad) -> Conversation {
    Conversation(
      id: "\(id)", speaker: SpeakerProfile(id: speaker),
      turns: [Turn(id: "0", dialogue: [], emotion: emotion)])
  }

  @Test func theTestSplitComesBeforeTheValidationSplit() {
    let (splits, unassigned) = SplitAssignment.assign(
      (0..<10).map { conversation($0, speaker: nil) }, splitting: .conversation, seed: 42)
    #expect(Set(splits[.train]?.map(\.id) ?? []) == ["7", "3", "2", "8", "5", "6"])
    #expect(Set(splits[.test]?.map(\.id) ?? []) == ["9", "4"])
    #expect(Set(splits[.validation]?.map(\.id) ?? []) == ["0", "1"])
    #expect(unassigned.isEmpty)
  }

  @Test func anIDOrASpeakerNeverStandsInTwoSplits() {
    for seed in UInt32(0)..<20 {
      // Ids come twice; the second record has another speaker, which joins the two speakers.
      let conversations = (0..<60).map { conversation($0 % 50, speaker: ($0 * 7) % 23) }
      for splitting in Corpus.Splitting.allCases {
        let (splits, _) = SplitAssignment.assign(conversations, splitting: splitting, seed: seed)
        #expect(splits.values.map(\.count).reduce(0, +) == 60)
        for first in Split.allCases {
          for second in Split.allCases where first != second {
            let (one, other) = (splits[first] ?? [], splits[second] ?? [])
            #expect(Set(one.map(\.id)).isDisjoint(with: other.map(\.id)))
            guard splitting == .speaker else { continue }
            #expect(
              Set(one.compactMap(\.speaker?.id)).isDisjoint(with: other.compactMap(\.speaker?.id)))
          }
        }
      }
    }
  }

  @Test func aConversationWithoutALabelBelongsNowhere() {
    let (splits, unassigned) = SplitAssignment.assign(
      [conversation(1, speaker: 1, emotion: nil), conversation(2, speaker: 1)],
      splitting: .conversation, seed: 42)
    #expect(unassigned.map(\.id) == ["1"])
    #expect(splits.values.flatMap { $0 }.map(\.id) == ["2"])
  }
}
