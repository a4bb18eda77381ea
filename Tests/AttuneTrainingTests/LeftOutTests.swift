import AttuneCore
import AttuneCorpus
import AttuneMedia
import AttuneModels
import AttuneTestSupport
import Foundation
import Synchronization
import Testing

@testable import AttuneTraining

@Suite(.enabled(if: TinyRun.hasTokenizer, "needs the text encoder; run 'make setup'"))
struct LeftOutTests {
  @Test func whatIsQuarantinedOrUnusableIsToldAndWrittenForItsSplit() throws {
    try withTemporaryFolder { folder in
      let whole = try TinyRun.corpus(in: folder)
      func sounds(_ split: Split) -> [URL] {
        whole.conversations(in: split).flatMap(\.turns).flatMap(\.dialogue).compactMap(\.audio)
      }
      let quarantined = try #require(sounds(.train).first)
      let broken = try #require(sounds(.validation).first)
      try Quarantine(media: [
        .init(name: "audio_v5_0/\(quarantined.lastPathComponent)", reason: "a test")
      ]).write(to: whole.root)
      try Data("no sound".utf8).write(to: broken)

      let notes = Mutex<[String]>([])
      let run = RunFolder(folder.appendingPathComponent("run"))
      _ = try TrainingRecipe(
        corpus: try Corpus.load(whole.root), run: run, cache: TinyRun.cache(folder)
      ) { event in
        if case .note(let text) = event { notes.withLock { $0.append(text) } }
      }.start(TinyRun.configuration(.audio))

      let told = notes.withLock { $0 }
      #expect(told.contains { $0.contains("1 media by quarantine.json") })
      #expect(
        told.contains { $0.hasPrefix("validation:") && $0.contains(broken.lastPathComponent) })
      let inputs = try JSONDecoder().decode(
        [String: InputReport].self, from: Data(contentsOf: run.inputs))
      #expect(inputs["validation"]?.numMissing == 1)
      #expect(inputs["train"]?.numMissing == 0)
      #expect(Set(inputs.keys) == ["train", "validation", "test"])
    }
  }

  @Test func turnsOfClassesThatTheModelDoesNotHaveAreCounted() throws {
    try withTemporaryFolder { folder in
      let corpus = try TinyRun.corpus(in: folder)
      #expect(TurnReference.leftOut(of: corpus, classes: Emotion.classNames) == nil)
      let labels = Split.allCases.flatMap(corpus.conversations(in:))
        .compactMap { $0.turns.last?.emotion?.rawValue }
      let other = try #require(labels.first)
      let note = TurnReference.leftOut(
        of: corpus, classes: Emotion.classNames.filter { $0 != other })
      #expect(
        note == "left out: \(labels.count { $0 == other }) of \(labels.count) labelled turns, "
          + "whose classes are not in model.classes: \(other)")
    }
  }

  @Test func settingsThatNoClipCanMeetAreNoMissingMedia() throws {
    try withTemporaryFolder { folder in
      let corpus = try TinyRun.corpus(in: folder)
      let run = RunFolder(folder.appendingPathComponent("run"))
      let prepared = try PreparedRun.start(
        TinyRun.configuration(.audio), corpus: corpus, run: run, cache: nil, requiresMedia: false)
      var pipeline = prepared.configuration.pipeline
      pipeline.media.audio.maximumSeconds = -1
      let encoder = ExampleEncoder(
        pipeline: pipeline, tokenizer: prepared.encoder.tokenizer,
        vocabularies: prepared.encoder.vocabularies, cache: nil)
      let turn = try #require(prepared.turns[.train]?.first)
      var report = InputReport()
      #expect(throws: MediaError.self) {
        try encoder.encode(turn.conversation, turn.turn, report: &report)
      }
      #expect(report.numMissing == 0)
    }
  }
}
