import AttuneCore
import Foundation
import Testing

@testable import AttuneCorpus

@Suite struct FoldTests {
  private func corpus(_ train: [Conversation]) -> Corpus {
    let validation = Conversation(
      id: "v", turns: [Turn(id: "0", dialogue: [], emotion: .sad)])
    return Corpus(
      root: URL(fileURLWithPath: "/nowhere"), layout: .raw, splitSource: .files,
      labelMap: .avamerg, quarantine: Quarantine(), numQuarantinedConversations: 0,
      numQuarantinedMedia: 0, unassigned: [], sharedIDs: [],
      splits: [.train: train, .validation: [validation], .test: []])
  }

  private func conversation(_ id: Int, _ emotion: Emotion, occurrence: Int = 1) -> Conversation {
    var conversation = Conversation(
      id: "\(id)", turns: [Turn(id: "0", dialogue: [], emotion: emotion)])
    conversation.occurrence = occurrence
    return conversation
  }

  @Test func everyConversationOfEverySplitIsChanged() {
    let changed = corpus([conversation(1, .fear), conversation(2, .sad)]).map {
      var result = $0
      result.topic = "changed"
      return result
    }
    #expect(changed.conversations(in: .train).map(\.id) == ["1", "2"])
    let all = Split.allCases.flatMap(changed.conversations)
    #expect(all.count == 3 && all.allSatisfy { $0.topic == "changed" })
  }

  @Test func everyTrainingConversationIsHeldOutOnce() {
    let conversations = (0..<23).map { conversation($0, $0 % 4 == 0 ? .fear : .happy) }
    let folds = corpus(conversations).folds(5)
    #expect(folds.count == 5)
    #expect(
      folds.flatMap { $0.conversations(in: .test).map(\.id) }.sorted()
        == conversations.map(\.id).sorted())
    for fold in folds {
      let (train, test) = (fold.conversations(in: .train), fold.conversations(in: .test))
      #expect(Set(train.map(\.id)).isDisjoint(with: test.map(\.id)))
      #expect(train.count + test.count == 23)
      #expect(test.contains { $0.turns.last?.emotion == .fear })
      #expect(fold.conversations(in: .validation).map(\.id) == ["v"])
    }
  }

  @Test func recordsOfOneConversationAreNeverParted() {
    let conversations = (0..<12).map { conversation($0 / 2, .sad, occurrence: 1 + $0 % 2) }
    for fold in corpus(conversations).folds(4) {
      let train = Set(fold.conversations(in: .train).map(\.id))
      #expect(train.isDisjoint(with: fold.conversations(in: .test).map(\.id)))
    }
  }

  @Test func thereAreNeverMoreFoldsThanConversations() {
    #expect(corpus([conversation(0, .sad), conversation(1, .happy)]).folds(5).count == 2)
  }
}
