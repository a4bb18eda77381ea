import Attune
import AttuneCore
import AttuneEvaluation
import AttuneMedia
import AttuneTestSupport
import Foundation
import Testing

@Suite struct CorpusPredictionTests {
  private func conversation(_ id: String, _ text: String, sound: URL?) -> Conversation {
    let dialogue = [
      Utterance(index: 0, role: .speaker, text: text, audio: sound),
      Utterance(index: 1, role: .listener, text: "b b b"),
      Utterance(index: 2, role: .speaker, text: "a"),
    ]
    return Conversation(
      id: id, speaker: SpeakerProfile(age: .young, gender: .female), topic: "work",
      turns: [
        Turn(id: "0", dialogue: [dialogue[0]], emotion: .angry),
        Turn(id: "1", context: "a b", dialogue: dialogue, emotion: .angry),
      ])
  }

  @Test func rowsTellWhatIsKnownOfTheTurn() throws {
    try withTemporaryFolder { folder in
      let recognizer = try Recognizer(contentsOf: TinyFolders.run(in: folder))
      let sound = try TinyFolders.sound("a.wav", seconds: 0.5, in: folder)
      let rows = try recognizer.predict(
        [conversation("x", "a b", sound: sound), conversation("y", "a b", sound: nil)],
        split: .test, run: "run"
      ).table.rows
      var expected: [String: AttributeValue] = [
        "speaker_age": .text("young"), "speaker_gender": .text("female"), "topic": .text("work"),
        "turn_index": .number(1), "num_turns": .number(2), "num_words": .number(8),
      ]
      #expect(rows[1].attributes == expected)
      expected["audio_seconds"] = .number(0.5)
      // A steady tone is as loud in its quietest frames as in its loudest.
      #expect(rows[0].attributes["signal_to_noise"] != nil)
      expected["signal_to_noise"] = rows[0].attributes["signal_to_noise"]
      #expect(rows[0].attributes == expected)
      #expect(rows[0].hidden == nil)
    }
  }

  @Test func tablesTellOfFacesWhereTheModelSeesVideoAndSingleClipsAreNotSearched() throws {
    try withTemporaryFolder { folder in
      let cache = try MediaCache(folder: folder.appendingPathComponent("cache"))
      let recognizer = try Recognizer(
        contentsOf: TinyFolders.run(in: folder, hasVideo: true), cache: cache)
      let picture = folder.appendingPathComponent("blank.png")
      try PictureFile.png([UInt8](repeating: 90, count: 48 * 48 * 3), height: 48, width: 48)
        .write(to: picture)
      #expect(try recognizer.predict(video: picture, text: "a").modalities.contains(.video))
      #expect(cache.statistics.numMisses == 1)

      var conversations = [
        conversation("x", "a b", sound: nil), conversation("y", "a b", sound: nil),
      ]
      conversations[0].turns[1].dialogue[2].video = picture
      let rows = try recognizer.predict(conversations, split: nil, run: nil).table.rows
      #expect(rows.map { $0.attributes["face_share"] } == [.number(0), nil])
      #expect(cache.statistics.numMisses == 2)
    }
  }

  @Test func hiddenStatesAreKeptOnRequestAndChangeNothingElse() throws {
    try withTemporaryFolder { folder in
      let run = try TinyFolders.run(in: folder)
      let conversations = [
        conversation("x", "a b", sound: nil), conversation("y", "b", sound: nil),
      ]
      let plain = try Recognizer(contentsOf: run)
        .predict(conversations, split: nil, run: nil).table.rows
      let full = try Recognizer(contentsOf: run, keepsHidden: true)
        .predict(conversations, split: nil, run: nil).table.rows
      #expect(plain.map(\.probabilities) == full.map(\.probabilities))
      #expect(full.allSatisfy { $0.hidden?.count == 4 })
      #expect(full[0].hidden != full[1].hidden)
    }
  }

  @Test func aTableIsTheSameHoweverManyConversationsThereAre() throws {
    try withTemporaryFolder { folder in
      let recognizer = try Recognizer(contentsOf: TinyFolders.run(in: folder))
      let conversations = (0..<40).map {
        conversation("\($0)", $0 % 3 == 0 ? "a b a" : "b", sound: nil)
      }
      let all = try recognizer.predict(conversations, split: nil, run: nil).table.rows
      #expect(all.map(\.conversation) == conversations.map(\.id))
      for index in [0, 17, 39] {
        let alone = try recognizer.predict([conversations[index]], split: nil, run: nil).table.rows
        expectAllClose(alone[0].probabilities, all[index].probabilities, .float32)
      }
    }
  }
}
