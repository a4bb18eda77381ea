import AttuneCore
import AttuneCorpus
import AttuneTestSupport
import Foundation
import Testing

@Suite struct MalformedCorpusTests {
  private func load(_ json: String) throws -> Corpus {
    try withTemporaryFolder { folder in
      try Data(json.utf8).write(to: folder.appendingPathComponent("train.json"))
      return try Corpus.load(folder)
    }
  }

  private func turn(_ emotion: String) -> String {
    #"{"turn_id": "0", "dialogue_history": [{"index": 0, "role": "speaker", "utterance": "Hi"}], "#
      + #""chain_of_empathy": {"speaker_emotion": \#(emotion)}}"#
  }

  @Test func anUnknownEmotionIsNamedWithItsRecord() {
    let error = #expect(throws: CorpusError.self) {
      try load(
        #"[{"conversation_id": "00001", "turns": [\#(turn(#""sad""#))]}, "#
          + #"{"conversation_id": "00002", "turns": [\#(turn(#""gloomy""#))]}]"#)
    }
    guard case .unknownEmotion(_, 1, "00002", "gloomy", _) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }

  @Test func aMissingBraceIsMalformedJSON() {
    let error = #expect(throws: CorpusError.self) {
      try load(#"[{"conversation_id": "00001", "turns": []]"#)
    }
    guard case .malformed = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }

  @Test(arguments: [
    (#"[{"turns": []}]"#, "conversation_id", String?.none),
    (#"[{"conversation_id": "00003"}]"#, "turns", "00003"),
    (#"[{"conversation_id": "00003", "turns": [{"turn_id": 0}]}]"#, "turns[0].turn_id", "00003"),
    (
      #"[{"conversation_id": "00003", "speaker_profile": {"age": "old"}, "turns": []}]"#,
      "speaker_profile.age", "00003"
    ),
    (
      #"[{"conversation_id": "3", "turns": [{"turn_id": "0", "dialogue_history": "#
        + #"[{"index": 0, "role": "crowd", "utterance": ""}]}]}]"#,
      "turns[0].dialogue_history[0].role", "3"
    ),
  ])
  func aWrongFieldIsNamedByItsKeyPath(json: String, keyPath: String, conversation: String?) {
    let error = #expect(throws: CorpusError.self) { try load(json) }
    guard case .invalidField(_, 0, conversation, keyPath, _) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }

  @Test func recordsWithoutTurnsOrLabelsAndDoubleIDsAreNoErrors() throws {
    let corpus = try load(
      #"[{"conversation_id": "00001", "turns": []}, "#
        + #"{"conversation_id": "00002", "turns": [\#(turn("null"))]}, "#
        + #"{"conversation_id": "00003", "turns": [\#(turn(#""sad""#))]}, "#
        + #"{"conversation_id": "00003", "turns": [\#(turn(#""proud""#))]}]"#)
    #expect(corpus.unassigned.map(\.id) == ["00001", "00002"])
    let labelled = Split.allCases.flatMap(corpus.conversations)
    #expect(labelled.map(\.key) == ["00003", "00003#2"])
  }

  @Test func anIDInTwoSplitFilesIsAnError() throws {
    try withTemporaryFolder { folder in
      let record = Data(#"[{"conversation_id": "00001", "turns": []}]"#.utf8)
      try record.write(to: folder.appendingPathComponent("train.json"))
      try record.write(to: folder.appendingPathComponent("val.json"))
      let error = #expect(throws: CorpusError.self) { try Corpus.load(folder) }
      guard case .sharedConversation("00001", _) = error else {
        Issue.record("\(String(describing: error))")
        return
      }
    }
  }

  @Test func aFolderWithoutConversationsIsNoCorpus() throws {
    try withTemporaryFolder { folder in
      #expect(throws: CorpusError.notACorpus(folder.path)) { try Corpus.load(folder) }
    }
  }
}
