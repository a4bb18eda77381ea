import AttuneCore
import AttuneCorpus
import AttuneTestSupport
import Foundation
import Testing

@Suite(.enabled(if: SharedData.isPresent, Comment(rawValue: SharedData.absence)))
struct RealCorpusTests {
  @Test func thePublishedSampleIsReadWhole() throws {
    let folder = try #require(SharedData.folder)
    let corpus = try Corpus.load(
      folder.appendingPathComponent("avamerg/official_sample_01118.json"))
    let all = Split.allCases.flatMap(corpus.conversations)
    let conversation = try #require(all.first)
    #expect(conversation.id == "01118")
    #expect(
      conversation.speaker == SpeakerProfile(age: .young, gender: .male, timbre: .high, id: 28))
    #expect(conversation.topic == "Life Events")
    #expect(conversation.turns.map(\.dialogue.count) == [1, 3])
    let turn = try #require(conversation.turns.last)
    #expect(turn.emotion == .surprised)
    #expect(turn.dialogue.map(\.role) == [.speaker, .listener, .speaker])
    #expect(turn.response?.role == .listenerResponse)
    #expect(turn.response?.index == 3)
    #expect(turn.rationale?.eventScenario?.contains("Eagles") == true)
    #expect(turn.dialogue.first?.audio == nil)
    // One conversation is too few to find anything by.
    #expect(LeakAudit(corpus, inputs: .reference).report().findings.isEmpty)
  }

  @Test func thePublicTestFilesQuirksAreRecordsAndNoErrors() throws {
    let folder = try #require(SharedData.folder)
    let corpus = try Corpus.load(folder.appendingPathComponent("avamerg/public_test_excerpt.json"))
    #expect(corpus.unassigned.count == 32)
    #expect(corpus.unassigned.contains { $0.turns.isEmpty })
    #expect(corpus.unassigned.contains { $0.turns.first.map { $0.id != "0" } ?? false })
    #expect(
      corpus.unassigned.allSatisfy {
        $0.speaker == nil && $0.turns.allSatisfy { $0.emotion == nil }
      })
  }

  @Test func theTextTrackHasItsTwoSplits() throws {
    let folder = try #require(SharedData.folder)
    let corpus = try Corpus.load(folder.appendingPathComponent("text-track"))
    #expect(corpus.conversations(in: .train).count == 20_055)
    #expect(corpus.conversations(in: .validation).count == 2_228)
    #expect(corpus.conversations(in: .test).isEmpty)
    #expect(corpus.conversations(in: .train).allSatisfy { $0.turns.last?.emotion != nil })
  }

  @Test func theTextTrackIsAuditedAndADialogueInTwoOfItsSplitsIsFound() throws {
    let folder = try #require(SharedData.folder)
    let corpus = try Corpus.load(folder.appendingPathComponent("text-track/val.json"))
    let report = CorpusAudit(corpus) { url, modality in
      MediaFinding(url: url, modality: modality, condition: .missing)
    }.report()
    #expect(report.records == 2_228 && report.recordsWithoutLabel == 0)
    #expect(report.media.isEmpty)
    #expect(report.splits.values.reduce(0) { $0 + $1.records } == 2_228)
    let words = report.splits.values.reduce(into: Set<String>()) { $0.formUnion($1.words.keys) }
    #expect(words.count == 32)
    // The same people wrote more than one conversation, some of them twice.
    #expect(report.leaks.findings(.leak).map(\.kind) == [.sharedDialogue, .sharedText])
  }

  @Test func theTextTrackLeaksWhatItsPageSays() throws {
    let folder = try #require(SharedData.folder)
    let corpus = try Corpus.load(folder.appendingPathComponent("text-track"))
    let report = LeakAudit(corpus).report()
    #expect(
      report.sharedConversations.isEmpty && report.sharedDialogues.isEmpty
        && report.sharedSpeakers.isEmpty)
    let texts = try #require(report.sharedTexts.first)
    #expect(texts.measured == .validation && texts.isAdmitted)
    #expect(texts.equal == 9 && texts.nearlyEqual == 43 && texts.conversations == 59)
    let context = try #require(report.emotionWords.first { $0.field == .context })
    #expect(context.word.own == 1_484 && abs((context.word.lift ?? 0) - 27.1) < 0.1)
    let ids = try #require(report.fields.first { $0.field == .conversationID })
    #expect(abs(ids.accuracy - 0.618) < 0.001 && !ids.isAdmitted)
    #expect(report.findings(.leak).map(\.kind) == [.sharedText])
    #expect(report.findings(.warning).map(\.field) == [.context, .speakerHistory])
  }

  @Test func theRealRecordsAreSplitByteForByte() throws {
    let folder = try #require(SharedData.folder)
    try withTemporaryFolder { out in
      let file = folder.appendingPathComponent("text-track/val.json")
      let counts = try CorpusSplitter.split(file, into: out)
      #expect(counts.values.reduce(0, +) == 2_228)
      let (before, after) = (try Corpus.load(file), try Corpus.load(out))
      for split in Split.allCases {
        #expect(after.conversations(in: split) == before.conversations(in: split))
      }
    }
  }

  @Test func theSampleRatesOfRealSpeechTellOfFearAndDisgust() throws {
    let folder = try #require(SharedData.folder).appendingPathComponent("speech")
    let words = [
      "angry": "angry", "happy": "joyful", "fear": "afraid", "sad": "sad",
      "disgusted": "disgusted", "surprised": "surprised",
    ]
    let lines = try String(
      contentsOf: folder.appendingPathComponent("manifest.csv"), encoding: .utf8
    ).split(whereSeparator: \.isNewline).dropFirst().map {
      $0.split(separator: ",").map(String.init)
    }
    let clips = lines.filter { words[$0[1]] != nil }
    let speakers = Set(clips.map { $0[2] }).sorted()
    try withTemporaryFolder { corpusFolder in
      try corpusFolder.writeText("", to: "audio_v5_0/x")
      try corpusFolder.writeRecords(
        clips.enumerated().map { index, clip in
          rawRecord(
            String(format: "%05d", index), speakerID: speakers.firstIndex(of: clip[2]),
            emotion: words[clip[1]])
        }, to: "train.json")
      let corpus = try Corpus.load(corpusFolder, splitting: .speaker)
      let media = try Split.allCases.flatMap(corpus.conversations).compactMap {
        conversation -> MediaFinding? in
        guard let index = Int(conversation.id),
          let url = conversation.turns.last?.dialogue.last?.audio
        else { return nil }
        // The rate of a WAV file stands in its bytes 24 to 27.
        let file = try FileHandle(forReadingFrom: folder.appendingPathComponent(clips[index][0]))
        let header = try file.read(upToCount: 28) ?? Data()
        let rate = header.suffix(4).reversed().reduce(0) { $0 << 8 | Int($1) }
        return MediaFinding(url: url, modality: .audio, condition: .ok, sampleRate: rate)
      }
      let report = LeakAudit(corpus, media: media).report()
      #expect(report.sharedSpeakers.isEmpty && report.labelled == 333)
      let rate = try #require(report.fields.first { $0.field == .audioSampleRate })
      #expect(rate.values == 3 && rate.errorReduction > 0.15 && rate.pValue < 1e-6)
      #expect(
        report.findings.first { $0.field == .audioSampleRate }?.severity == .warning)
    }
  }
}
