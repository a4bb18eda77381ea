import AttuneCore
import AttuneCorpus
import AttuneModels
import AttuneTestSupport
import AttuneTraining
import Foundation
import Synchronization
import Testing

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
}
