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

  @Test func aMessageIsOneLineWithFilePlaceWordAndWhatIsAllowed() throws {
    let error = #expect(throws: CorpusError.self) {
      try load(#"[{"conversation_id": "00002", "turns": [\#(turn(#""gloomy""#))]}]"#)
    }
    let message = try #require(error).description
    for part in ["train.json", "record 0", "00002", "gloomy", "avamerg-32-to-7", "nostalgic"] {
      #expect(message.contains(part))
    }
    #expect(!message.contains("\n"))
  }

  @Test func aMissingBraceIsMalformedJSONAtItsByteLineAndRecord() {
    let json = """
      [{"conversation_id": "00001", "turns": []},
       {"conversation_id": "00002", "turns": []]
      """
    let error = #expect(throws: CorpusError.self) { try load(json) }
    guard case .malformed(_, json.utf8.count - 1, 2, 1, _) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }

  @Test func anUnknownRoleNamesTheRolesThereAre() throws {
    let error = #expect(throws: CorpusError.self) {
      try load(
        #"[{"conversation_id": "3", "turns": [{"turn_id": "0", "dialogue_history": "#
          + #"[{"index": 0, "role": "crowd", "utterance": ""}]}]}]"#)
    }
    let message = try #require(error).description
    #expect(message.contains("'crowd'") && message.contains("speaker, listener"))
  }

  @Test(arguments: [
    (#"[{"turns": []}]"#, "conversation_id", String?.none),
    (#"[{"conversation_id": null, "turns": []}]"#, "conversation_id", nil),
    (#"[{"conversation_id": "00003", "turns": {}}]"#, "turns", "00003"),
    (
      #"[{"conversation_id": "00003", "speaker_profile": {"ID": "28"}, "turns": []}]"#,
      "speaker_profile.ID", "00003"
    ),
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

  @Test func aFileThatIsNoListIsAnError() {
    let error = #expect(throws: CorpusError.self) { try load(#"{"conversation_id": "1"}"#) }
    guard case .malformed(_, 0, 1, nil, _) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }

  @Test func anUtteranceIndexOutOfAllBoundsDoesNotStopTheProgram() throws {
    let corpus = try load(
      #"[{"conversation_id": "1", "turns": [{"turn_id": "0", "response": "Oh", "#
        + #""dialogue_history": [{"index": 9223372036854775807, "role": "speaker", "#
        + #""utterance": "Hi"}]}]}]"#)
    #expect(corpus.unassigned.count == 1)
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
      let path = folder.standardizedFileURL.path
      #expect(throws: CorpusError.notACorpus(path)) { try Corpus.load(folder) }
    }
  }
}
