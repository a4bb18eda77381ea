import AttuneCore
import AttuneMedia
import AttuneTestSupport
import Foundation
import Synchronization
import Testing

@testable import AttuneSynthesis

struct SyntheticCorpusTests {
  private let small = SynthesisSettings(turns: 1...2, frameSize: 64, frameRate: 8)

  @Test func `the same seed gives the same bytes and another seed others`() throws {
    try withTemporaryFolder { folder in
      let contents = try [("a", 7), ("b", 7), ("c", 8)].map { name, seed in
        let corpus = folder.appendingPathComponent(name)
        try SyntheticCorpus.write(
          to: corpus, conversations: 4, seed: UInt64(seed), settings: small)
        return try files(in: corpus)
      }
      #expect(contents[0] == contents[1])
      #expect(contents[0]["train.json"] != contents[2]["train.json"])
      #expect(
        Set(contents[0].values).isDisjoint(with: contents[2].values.filter { $0.count > 2_000 }))
    }
  }

  @Test func `a conversation does not depend on how many there are`() throws {
    try withTemporaryFolder { folder in
      let few = folder.appendingPathComponent("few")
      let more = folder.appendingPathComponent("more")
      try SyntheticCorpus.write(to: few, conversations: 2, settings: small)
      try SyntheticCorpus.write(to: more, conversations: 5, settings: small)
      let all = try files(in: more)
      for (name, data) in try files(in: few) where name.hasPrefix("audio") || name.hasPrefix("vid")
      {
        #expect(all[name] == data, "\(name)")
      }
    }
  }

  @Test func `the corpus has the raw layout and media for every utterance`() throws {
    try withTemporaryFolder { folder in
      let corpus = folder.appendingPathComponent("corpus")
      let summary = try SyntheticCorpus.write(
        to: corpus, conversations: 6, settings: SynthesisSettings(frameSize: 64, frameRate: 8))
      let json = try JSONSerialization.jsonObject(
        with: Data(contentsOf: corpus.appendingPathComponent("train.json")))
      let records = try #require(json as? [[String: Any]])
      #expect(records.count == 6)
      var expected: Set<String> = ["train.json", "synthesis.json", "README.md"]
      for record in records {
        let id = try #require(record["conversation_id"] as? String)
        #expect(id.count == 5 && Int(id) != nil)
        let speaker = try #require(record["speaker_profile"] as? [String: Any])
        let listener = try #require(record["listener_profile"] as? [String: Any])
        let ids = try [speaker, listener].map { try #require($0["ID"] as? Int) }
        #expect(SpeakerProfile.Age(rawValue: speaker["age"] as? String ?? "") != nil)
        #expect(SpeakerProfile.Gender(rawValue: speaker["gender"] as? String ?? "") != nil)
        #expect(SpeakerProfile.Timbre(rawValue: speaker["timbre"] as? String ?? "") != nil)
        #expect(record["topic"] is String)
        let turns = try #require(record["turns"] as? [[String: Any]])
        var previous: [[String: Any]] = []
        for (number, turn) in turns.enumerated() {
          #expect(turn["turn_id"] as? String == "\(number)")
          #expect(turn["context"] is String)
          let history = try #require(turn["dialogue_history"] as? [[String: Any]])
          #expect(history.count == 2 * number + 1)
          #expect(history.last?["role"] as? String == "speaker")
          #expect(history.map { $0["index"] as? Int } == Array(0..<history.count))
          // Cumulative: what stood in the turn before stands here too.
          let texts = history.map { $0["utterance"] as? String }
          #expect(
            Array(texts.prefix(previous.count)) == previous.map { $0["utterance"] as? String })
          previous = history + [["utterance": turn["response"] ?? ""]]
          let rationale = try #require(turn["chain_of_empathy"] as? [String: String])
          #expect(FeelingWord.all.contains { $0.word == rationale["speaker_emotion"] })
          #expect(
            Set(rationale.keys) == [
              "speaker_emotion", "event_scenario", "emotion_cause", "goal_to_response",
            ])
        }
        for index in previous.indices {
          let name = "dia\(id)utt\(index)_\(ids[index % 2])"
          expected.formUnion(["audio_v5_0/\(name).wav", "video_v5_0/\(name).mp4"])
        }
      }
      #expect(Set(try files(in: corpus).keys) == expected)
      #expect(summary.numUtterances * 2 + 3 == expected.count)
    }
  }

  @Test func `sound and video decode and last as long as each other`() throws {
    try withTemporaryFolder { folder in
      let corpus = folder.appendingPathComponent("corpus")
      let summary = try SyntheticCorpus.write(to: corpus, conversations: 3, settings: small)
      var durationSeconds = 0.0
      for wave in try files(in: corpus).keys where wave.hasSuffix(".wav") {
        let movie = wave.replacing("audio_", with: "video_").replacing(".wav", with: ".mp4")
        let sound = MediaProbe.inspect(corpus.appendingPathComponent(wave), .audio)
        let video = MediaProbe.inspect(corpus.appendingPathComponent(movie), .video)
        let track = MediaProbe.inspect(corpus.appendingPathComponent(movie), .audio)
        for finding in [sound, video, track] { #expect(finding.condition == .ok, "\(finding)") }
        #expect(sound.sampleRate == 16_000)
        let seconds = try #require(sound.durationSeconds)
        #expect((0.3...12).contains(seconds))
        let filmed = try #require(video.durationSeconds)
        #expect(abs(filmed - seconds) < 0.3)
        let clip = try AudioDecoder.decode(
          corpus.appendingPathComponent(movie), settings: AudioSettings())
        #expect(abs(clip.durationSeconds - seconds) < 0.2)
        durationSeconds += seconds
      }
      #expect(abs(durationSeconds - summary.durationSeconds) < 0.01)
    }
  }

  @Test func `progress reaches the end one conversation at a time`() throws {
    try withTemporaryFolder { folder in
      let seen = Mutex<[SynthesisProgress]>([])
      let summary = try SyntheticCorpus.write(
        to: folder.appendingPathComponent("corpus"), conversations: 3,
        settings: SynthesisSettings(turns: 1...1, frameSize: 32, frameRate: 4)
      ) { step in seen.withLock { $0.append(step) } }
      let steps = seen.withLock { $0 }
      #expect(steps.map(\.conversationsDone) == [1, 2, 3])
      #expect(steps.last?.utterancesDone == summary.numUtterances)
    }
  }

  /// Every file by its path in the folder.
  private func files(in folder: URL) throws -> [String: Data] {
    var result: [String: Data] = [:]
    for name in try FileManager.default.subpathsOfDirectory(atPath: folder.path) {
      let url = folder.appendingPathComponent(name)
      if !url.hasDirectoryPath,
        (try? url.resourceValues(forKeys: [.isRegularFileKey]))?
          .isRegularFile == true
      {
        result[name] = try Data(contentsOf: url)
      }
    }
    return result
  }
}
