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
}
