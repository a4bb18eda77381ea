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

  // ids = list(range(12345)); random.seed(42); random.shuffle(ids)
  // a, b = int(12345 * 0.6), int(12345 * 0.2); ids[:a], ids[a:a + b], ids[a + b:]
  @Test func aLargeCorpusIsDividedAsPythonWouldDivideIt() {
    let (splits, _) = SplitAssignment.assign(
      (0..<12_345).map { conversation($0, speaker: nil) }, splitting: .conversation, seed: 42)
    let ids = splits.mapValues { Set($0.compactMap { Int($0.id) }) }
    #expect(splits.mapValues(\.count) == [.train: 7_407, .test: 2_469, .validation: 2_469])
    #expect(ids[.train]?.isSuperset(of: [10008, 9322, 2199, 7725, 6053, 594, 9710, 5741]) == true)
    #expect(ids[.test]?.isSuperset(of: [9714, 4797, 6110, 6192, 2880, 6846]) == true)
    #expect(ids[.validation]?.isSuperset(of: [10351, 611, 8767, 11088, 409, 10476]) == true)
  }

  @Test func theReferencesCountsComeOut() {
    let (splits, _) = SplitAssignment.assign(
      (0..<24_696).map { conversation($0, speaker: nil) }, splitting: .conversation, seed: 42)
    #expect(splits.mapValues(\.count) == [.train: 14_817, .validation: 4_940, .test: 4_939])
  }

  @Test func speakersAreDividedByTheRatio() throws {
    let conversations = (0..<600).map { conversation($0, speaker: $0 % 60) }
    let ratio = try #require(SplitRatio(train: 0.5, test: 0.25))
    let (splits, _) = SplitAssignment.assign(
      conversations, splitting: .speaker, ratio: ratio, seed: 1)
    #expect(splits.mapValues(\.count) == [.train: 300, .validation: 150, .test: 150])
    #expect(SplitRatio(train: 0.9, test: 0.2) == nil && SplitRatio(train: -1, test: 0) == nil)
  }

  @Test func conversationsWithoutASpeakersNumberStandAlone() {
    let conversations = (0..<5_000).map { conversation($0, speaker: nil) }
    let (splits, _) = SplitAssignment.assign(conversations, splitting: .speaker, seed: 1)
    #expect(splits.mapValues(\.count) == [.train: 3_000, .validation: 1_000, .test: 1_000])
  }

  @Test func theSeedDecidesTheSplitAndNothingElseDoes() {
    let conversations = (0..<60).map { conversation($0, speaker: $0 % 9) }
    for splitting in Corpus.Splitting.allCases {
      func split(_ seed: UInt32) -> [Split: [Conversation]] {
        SplitAssignment.assign(conversations, splitting: splitting, seed: seed).splits
      }
      #expect(split(42) == split(42))
      #expect(split(42) != split(43))
    }
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
