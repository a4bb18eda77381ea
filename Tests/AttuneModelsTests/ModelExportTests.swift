import AttuneCore
import AttuneCorpus
import AttuneMedia
import AttuneModels
import AttuneTestSupport
import AttuneText
import Foundation
import Safetensors
import Testing
import Torch
import TorchNN

@Suite struct ModelExportTests {
  private let conversation = Conversation(
    id: "7", speaker: SpeakerProfile(age: .young, gender: .female), topic: "work",
    turns: [
      Turn(
        id: "7-0", context: "a letter",
        dialogue: [
          Utterance(index: 0, role: .speaker, text: "i did"),
          Utterance(index: 1, role: .listener, text: ""),
          Utterance(index: 2, role: .speaker, text: "a day"),
        ])
    ])

  /// A run with fresh weights, as training leaves one.
  private func run(_ kind: ModelConfiguration.Kind, in folder: URL) throws -> RunFolder {
    let run = RunFolder(folder.appendingPathComponent("run"))
    for made in [run.tokenizer, run.bestCheckpoint.deletingLastPathComponent()] {
      try FileManager.default.createDirectory(at: made, withIntermediateDirectories: true)
    }
    let words = ["a", "day", "did", "i", "letter", "the", "work", "##s", ".", ",", "b", "c", "d"]
    let vocabulary = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"] + words + ["e", "f"]
    try Data(vocabulary.joined(separator: "\n").utf8).write(
      to: run.tokenizer.appendingPathComponent("vocab.txt"))
    let vocabularies = Vocabularies([conversation])
    try vocabularies.write(to: run.vocabulary)
    var model = ModelConfiguration.tiny(kind)
    model.metadata.topic = vocabularies.topic.count
    let pipeline = PipelineConfiguration(
      inputs: .honest, media: MediaConfiguration(audio: AudioSettings(), resize: .area),
      model: model)
    // JSON is YAML.
    try JSONEncoder().encode(pipeline).write(to: run.configuration)
    let (store, _) = try ModelBuilder.build(model, inputs: .honest, seed: 3)
    try store.write(
      to: run.bestCheckpoint,
      metadata: [PipelineFingerprint.key: try PipelineFingerprint.text(of: pipeline)])
    return run
  }

  @Test(arguments: [ModelConfiguration.Kind.audio, .video])
  func `An exported model holds the run's weights, configuration and tokenizer`(
    kind: ModelConfiguration.Kind
  ) throws {
    try withTemporaryFolder { folder in
      let run = try run(kind, in: folder)
      let out = folder.appendingPathComponent("exported")
      let summary = try ModelExport(of: run).write(to: out)
      let own = try SafetensorsFile(contentsOf: run.bestCheckpoint)
      let exported = try SafetensorsFile(
        contentsOf: out.appendingPathComponent("model.safetensors"))
      #expect(exported.names == own.names)
      for name in own.names { #expect(try exported.bytes(name) == own.bytes(name)) }
      #expect(exported.metadata == ["format": "pt"])
      #expect(summary.kind == kind.rawValue)
      #expect(summary.examples == 0)

      let data = try Data(contentsOf: out.appendingPathComponent("config.json"))
      #expect(
        try JSONDecoder().decode(PipelineConfiguration.self, from: data)
          == PipelineConfiguration(of: run))
      struct Rest: Decodable {
        let model_type: String
        let roles: [String]
        let fields: [String: [String]]
      }
      let rest = try JSONDecoder().decode(Rest.self, from: data)
      #expect(rest.model_type == "attune_\(kind.rawValue)")
      #expect(rest.roles == ["speaker", "listener", "listener_response"])
      #expect(rest.fields["topic"] == ["work"])
      #expect(rest.fields["age"] == ["child", "young", "middle-aged", "elderly"])

      let text = "The letters, a day"
      let tokenizer = try WordPieceTokenizer(contentsOf: run.tokenizer)
      let written = try WordPieceTokenizer(contentsOf: out.appendingPathComponent("tokenizer"))
      #expect(
        written.encode(text, maximumLength: 10).inputIDs
          == tokenizer.encode(text, maximumLength: 10).inputIDs)
      let note = try String(
        contentsOf: out.appendingPathComponent("README.md"), encoding: .utf8)
      for name in own.names { #expect(note.contains("`\(name.prefix { $0 != "." })`")) }
    }
  }

  @Test func `An example holds what the network gets and what it answers`() throws {
    try withTemporaryFolder { folder in
      let run = try run(.audio, in: folder)
      let out = folder.appendingPathComponent("exported")
      var export = try ModelExport(of: run)
      try export.addExample(conversation, conversation.turns[0])
      #expect(try export.write(to: out).examples == 1)
      let file = try SafetensorsFile(
        contentsOf: out.appendingPathComponent("examples.safetensors"))
      #expect(try file.tensor("0.0.ids").int64s() == [2, 8, 7, 3])
      #expect(file.info("0.1.ids") == nil)
      #expect(try file.tensor("0.2.ids").int64s() == [2, 5, 6, 3])
      #expect(try file.tensor("0.context_ids").int64s() == [2, 5, 9, 3])
      #expect(try file.tensor("0.roles").int64s() == [0, 1, 0])
      #expect(try file.tensor("0.age").int64s() == [2, 0])
      #expect(try file.tensor("0.topic").int64s() == [1])
      let loaded = try LoadedRun(contentsOf: run)
      var report = InputReport()
      let example = try loaded.encoder.encode(
        conversation, conversation.turns[0], report: &report)
      #expect(
        try file.tensor("0.logits").floats() == loaded.predictor.predict([example])[0].logits)
    }
  }

  @Test func `A folder that holds something is left alone`() throws {
    try withTemporaryFolder { folder in
      let run = try run(.audio, in: folder)
      let out = folder.appendingPathComponent("exported")
      try FileManager.default.createDirectory(at: out, withIntermediateDirectories: true)
      let export = try ModelExport(of: run)
      _ = try export.write(to: out)
      let before = try FileManager.default.subpathsOfDirectory(atPath: folder.path).sorted()
      #expect(throws: ExportError.folderNotEmpty(out.path)) { try export.write(to: out) }
      let after = try FileManager.default.subpathsOfDirectory(atPath: folder.path).sorted()
      #expect(before == after)
    }
  }
}
