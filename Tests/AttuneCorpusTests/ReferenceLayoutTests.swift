import AttuneCore
import AttuneCorpus
import AttuneTestSupport
import Foundation
import Testing

@Suite struct ReferenceLayoutTests {
  /// A record of either variant; `media` is the keys' stem, `folder` what stands before the name.
  private func record(
    _ id: String, _ media: String, folder: String, suffix: String, emotion: String = "afraid"
  ) -> String {
    let roles = ["speaker", "listener", "speaker", "listener_response"]
    let dialogue = roles.enumerated().map { index, role in
      let name = "dia\(id)utt\(index)_1.\(suffix)"
      return #"{"index": \#(index), "role": "\#(role)", "text": "T\#(index)", "#
        + #""\#(media)_name": "\#(name)", "\#(media)_path": "\#(folder)\#(name)"}"#
    }
    return #"{"conversation_id": "\#(id)", "turn": {"turn_id": "1", "context": "Rain", "#
      + #""dialogue": [\#(dialogue.joined(separator: ", "))], "#
      + #""chain_of_empathy": {"speaker_emotion": "\#(emotion)", "event_scenario": "E"}}, "#
      + #""speaker_profile": {"age": "middle-aged", "ID": 1}, "topic": "Weather"}"#
  }

  private func audio(_ id: String, folder: String = "") -> String {
    record(id, "audio", folder: folder, suffix: "wav")
  }

  private func video(_ id: String, folder: String = "") -> String {
    record(id, "video", folder: folder, suffix: "mp4")
  }

  @Test func bothVariantsOfARecordBecomeOneConversation() throws {
    try withTemporaryFolder { folder in
      try folder.writeText("", to: "data/train_audio/audio_v5_0/dia00001utt0_1.wav")
      try folder.writeText("", to: "data/train_video/video_v5_0/dia00001utt0_1.mp4")
      try folder.writeRecords([audio("00001"), audio("00001")], to: "json/mapped_train_data.json")
      try folder.writeRecords(
        [video("00001"), video("00009")], to: "json/mapped_train_data_video.json")
      try folder.writeRecords([audio("00002")], to: "json/mapped_val_data.json")
      try folder.writeRecords([audio("00003")], to: "json/mapped_test_data.json")
      try folder.writeText("no JSON", to: "json/._mapped_train_data.json")
      let corpus = try Corpus.load(folder)
      #expect(corpus.layout == .reference && corpus.splitSource == .files)
      #expect(corpus.conversations(in: .train).map(\.key) == ["00001", "00001#2", "00009"])
      #expect(corpus.conversations(in: .validation).map(\.key) == ["00002"])
      #expect(corpus.conversations(in: .test).map(\.key) == ["00003"])
      let conversation = try #require(corpus.conversations(in: .train).first)
      #expect(conversation.speaker == SpeakerProfile(age: .middleAged, id: 1))
      #expect(conversation.topic == "Weather" && conversation.listener == nil)
      let turn = try #require(conversation.turns.first)
      #expect(turn.emotion == .fear && turn.rationale?.eventScenario == "E")
      #expect(turn.dialogue.map(\.role) == [.speaker, .listener, .speaker])
      #expect(turn.response?.role == .listenerResponse && turn.response?.text == "T3")
      #expect(
        turn.dialogue[0].audio?.path(below: folder)
          == "data/train_audio/audio_v5_0/dia00001utt0_1.wav")
      #expect(
        turn.response?.video?.path(below: folder)
          == "data/train_video/video_v5_0/dia00001utt3_1.mp4")
      // The second record of the id has no video variant.
      #expect(corpus.conversations(in: .train)[1].turns[0].dialogue[0].video == nil)
    }
  }

  @Test func theAlignedVariantReplacesThePlainVideoOne() throws {
    try withTemporaryFolder { folder in
      try folder.writeRecords([video("00001")], to: "json/mapped_train_data_video_aligned.json")
      try folder.writeRecords([video("00002")], to: "json/mapped_train_data_video.json")
      try folder.writeRecords([video("00003")], to: "json/mapped_test_data_video.json")
      let corpus = try Corpus.load(folder)
      #expect(corpus.conversations(in: .train).map(\.id) == ["00001"])
      #expect(corpus.conversations(in: .test).map(\.id) == ["00003"])
    }
  }

  @Test(arguments: [#"own\\place\\"#, "own/place/", "./own/../own/place/"])
  func aRecordsOwnPathIsTakenWhereItExists(written: String) throws {
    try withTemporaryFolder { folder in
      try folder.writeText("", to: "own/place/dia00001utt0_1.wav")
      try folder.writeText("", to: "audio_v5_0/dia00001utt0_1.wav")
      try folder.writeRecords(
        [audio("00001", folder: written)], to: "json/mapped_test_data.json")
      let turn = try #require(try Corpus.load(folder).conversations(in: .test).first?.turns.first)
      #expect(turn.dialogue[0].audio?.path(below: folder) == "own/place/dia00001utt0_1.wav")
    }
  }

  @Test(arguments: [#"D:\\data\\clips\\"#, "/nowhere/", ""])
  func aPathOfAnotherMachineFallsBackToTheMediaFolder(written: String) throws {
    try withTemporaryFolder { folder in
      try folder.writeText("", to: "data/train_audio/audio_v5_0/dia00001utt0_1.wav")
      try folder.writeRecords(
        [audio("00001", folder: written)], to: "json/mapped_test_data.json")
      let turn = try #require(try Corpus.load(folder).conversations(in: .test).first?.turns.first)
      #expect(
        turn.dialogue.map { $0.audio?.path(below: folder) }
          == (0..<3).map { "data/train_audio/audio_v5_0/dia00001utt\($0)_1.wav" })
    }
  }

  @Test func oneFileOfTheLayoutIsACorpusWithTheFolderAboveAsRoot() throws {
    try withTemporaryFolder { folder in
      try folder.writeRecords([audio("00001")], to: "json/mapped_test_data.json")
      let corpus = try Corpus.load(folder.appendingPathComponent("json/mapped_test_data.json"))
      #expect(corpus.layout == .reference)
      #expect(corpus.root.path == folder.standardizedFileURL.path)
    }
  }

  @Test func aMissingFieldIsNamedByItsKeyPath() throws {
    try withTemporaryFolder { folder in
      try folder.writeText(
        #"[{"conversation_id": "1", "turn": {"turn_id": "0"}}]"#, to: "json/mapped_val_data.json")
      let error = #expect(throws: CorpusError.self) { try Corpus.load(folder) }
      guard case .invalidField(_, 0, "1", "turn.dialogue", _) = error else {
        Issue.record("\(String(describing: error))")
        return
      }
    }
  }
}
