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
}
