import AttuneCore
import AttuneCorpus
import AttuneTestSupport
import Foundation
import Testing

@Suite struct RawReaderTests {
  private func load(_ records: [String]) throws -> Corpus {
    try withTemporaryFolder { folder in
      try folder.writeRecords(records, to: "train.json")
      return try Corpus.load(folder)
    }
  }

  @Test func aRecordNeedsOnlyItsIDAndTurns() throws {
    let corpus = try load([#"{"conversation_id": "00001", "turns": [{"turn_id": "1"}]}"#])
    let conversation = try #require(corpus.unassigned.first)
    #expect(conversation == Conversation(id: "00001", turns: [Turn(id: "1", dialogue: [])]))
  }

  @Test func nullStandsForAMissingField() throws {
    let corpus = try load([
      #"{"conversation_id": "1", "speaker_profile": null, "topic": null, "turns": [{"#
        + #""turn_id": "0", "context": null, "response": null, "dialogue_history": null, "#
        + #""chain_of_empathy": {"speaker_emotion": null, "event_scenario": null}}]}"#
    ])
    let turn = try #require(corpus.unassigned.first?.turns.first)
    #expect(turn.emotion == nil && turn.emotionWord == nil && turn.context == nil)
    #expect(turn.dialogue.isEmpty && turn.response == nil)
  }

  @Test func fieldsThatNobodyKnowsAreIgnored() throws {
    let corpus = try load([#"{"conversation_id": "1", "turns": [], "extra": {"a": [1]}}"#])
    #expect(corpus.unassigned.count == 1)
  }

  @Test func theResponseFollowsTheDialogueAndIsNotInIt() throws {
    let corpus = try load([rawRecord("1", utterances: ["A", "B", "C"], response: "D")])
    let turn = try #require(Split.allCases.flatMap(corpus.conversations).first?.turns.last)
    #expect(turn.dialogue.map(\.text) == ["A", "B", "C"])
    #expect(turn.dialogue.map(\.role) == [.speaker, .listener, .speaker])
    #expect(turn.response == Utterance(index: 3, role: .listenerResponse, text: "D"))
    #expect(turn.emotionWord == "sad" && turn.emotion == .sad)
  }

  @Test func splitFilesOfTheDataAreHonoured() throws {
    for name in ["val.json", "validation.json"] {
      try withTemporaryFolder { folder in
        try folder.writeRecords([rawRecord("1"), rawRecord("2", emotion: nil)], to: "train.json")
        try folder.writeRecords([rawRecord("3")], to: name)
        try folder.writeRecords([rawRecord("4", emotion: nil)], to: "test.json")
        let corpus = try Corpus.load(folder)
        #expect(corpus.splitSource == .files)
        #expect(corpus.conversations(in: .train).map(\.id) == ["1", "2"])
        #expect(corpus.conversations(in: .validation).map(\.id) == ["3"])
        #expect(corpus.conversations(in: .test).map(\.id) == ["4"])
      }
    }
  }

  @Test func aSingleFileOfAnyNameIsACorpus() throws {
    try withTemporaryFolder { folder in
      try folder.writeRecords((0..<10).map { rawRecord("\($0)") }, to: "anything.json")
      let corpus = try Corpus.load(folder.appendingPathComponent("anything.json"))
      #expect(corpus.layout == .raw && corpus.splitSource == .computed)
      #expect(corpus.conversations(in: .train).count == 6)
    }
  }
}
