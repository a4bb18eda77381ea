import AttuneCore
import AttuneCorpus
import AttuneModels
import AttuneTestSupport
import AttuneTraining
import Foundation
import Testing

@Suite struct ReferenceImportTests {
  /// The checkpoint of AttuneModelsTests; its network is tiny.
  private static let checkpoint = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("AttuneModelsTests/Fixtures/reference/audio.pth")

  /// The sizes of Scripts/fixtures/reference_system.py.
  private func configuration(tokenizer: URL) throws -> RunConfiguration {
    try ReferenceImport.configuration(
      kind: .audio,
      overrides: [
        "model.classes=[happy, surprised, angry, fear]",
        "model.text.tokenizer=\(tokenizer.path)", "model.text.frozen_layers=1",
        "model.text.maximum_context_tokens=10", "model.text.maximum_utterance_tokens=10",
        "model.text.encoder.vocab_size=20", "model.text.encoder.hidden_size=8",
        "model.text.encoder.num_hidden_layers=2", "model.text.encoder.num_attention_heads=2",
        "model.text.encoder.intermediate_size=12",
        "model.text.encoder.max_position_embeddings=10", "model.audio.projector_sizes=[6, 5]",
        "model.audio.encoder.conv_dim=[4, 6]", "model.audio.encoder.conv_kernel=[10, 3]",
        "model.audio.encoder.conv_stride=[5, 2]", "model.audio.encoder.hidden_size=8",
        "model.audio.encoder.num_hidden_layers=1", "model.audio.encoder.num_attention_heads=2",
        "model.audio.encoder.intermediate_size=12", "model.audio.encoder.mask_time_prob=0",
        "model.audio.encoder.num_conv_pos_embeddings=4",
        "model.audio.encoder.num_conv_pos_embedding_groups=2", "model.context_sizes=[6]",
        "model.dialogue.hidden_size=4", "model.dialogue.num_attention_heads=2",
        "model.metadata.age_size=3", "model.metadata.gender_size=2",
        "model.metadata.timbre_size=2", "model.metadata.profile_id_size=4",
        "model.metadata.field_size=4", "model.metadata.num_profile_ids=5",
        "model.metadata.sizes=[7, 4]", "model.classifier_sizes=[9, 8]",
      ])
  }

  /// Six conversations, with as many topics, events, causes and goals as the checkpoint knows.
  private func corpus(in folder: URL, topics: Int = 6) throws -> Corpus {
    func record(_ number: Int) -> String {
      #"{"conversation_id": "0000\#(number)", "topic": "topic \#(number % topics)", "turn": "#
        + #"{"turn_id": "0", "context": "empty", "dialogue": [{"index": 0, "role": "speaker", "#
        + #""text": "no context"}], "chain_of_empathy": {"speaker_emotion": "afraid", "#
        + #""event_scenario": "event \#(number % 3)", "emotion_cause": "cause \#(number % 4)", "#
        + #""goal_to_response": "goal \#(number % 2)"}}}"#
    }
    let json = folder.appendingPathComponent("json")
    try FileManager.default.createDirectory(at: json, withIntermediateDirectories: true)
    for (name, numbers) in [("train", 0..<6), ("val", 6..<7), ("test", 7..<8)] {
      let text = "[\(numbers.map(record).joined(separator: ","))]"
      try Data(text.utf8).write(to: json.appendingPathComponent("mapped_\(name)_data.json"))
    }
    return try Corpus.load(folder)
  }

  private func tokenizer(in folder: URL) throws -> URL {
    let url = folder.appendingPathComponent("tokenizer")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    let words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "[", "]", "empty", "no", "context"]
    try Data(words.joined(separator: "\n").utf8).write(to: url.appendingPathComponent("vocab.txt"))
    return url
  }

  @Test func `An imported checkpoint is a run that predicts`() throws {
    try withTemporaryFolder { folder in
      let corpus = try corpus(in: folder.appendingPathComponent("data"))
      let run = RunFolder(folder.appendingPathComponent("run"))
      let configuration = try configuration(tokenizer: tokenizer(in: folder))
      let report = try ReferenceImport.run(
        Self.checkpoint, configuration: configuration, corpus: corpus, to: run)
      #expect(report.epoch == 3 && report.validationAccuracy == 0.75 && report.model == "audio")
      #expect(report.classes == ["happy", "surprised", "angry", "fear"])
      #expect(!report.differences.isEmpty)
      let written = try JSONDecoder().decode(
        ReferenceImportReport.self,
        from: Data(contentsOf: run.url.appendingPathComponent("import.json")))
      #expect(written == report)

      let loaded = try LoadedRun(contentsOf: run)
      #expect(loaded.pipeline.inputs == .reference)
      let conversation = try #require(corpus.conversations(in: .test).first)
      var inputs = InputReport()
      let example = try loaded.encoder.encode(
        conversation, try #require(conversation.turns.last), report: &inputs)
      let prediction = try #require(try loaded.predictor.predict([example]).first)
      #expect(abs(prediction.probabilities.reduce(0, +) - 1) < 1e-5)
      #expect(throws: TrainingError.self) {
        try ReferenceImport.run(
          Self.checkpoint, configuration: configuration, corpus: corpus, to: run)
      }
    }
  }

  @Test func `Data with another vocabulary are refused, and nothing is written`() throws {
    try withTemporaryFolder { folder in
      let corpus = try corpus(in: folder.appendingPathComponent("data"), topics: 5)
      let run = RunFolder(folder.appendingPathComponent("run"))
      let configuration = try configuration(tokenizer: tokenizer(in: folder))
      let error = #expect(throws: ReferenceCheckpointError.self) {
        try ReferenceImport.run(
          Self.checkpoint, configuration: configuration, corpus: corpus, to: run)
      }
      let fields = [ReferenceCheckpointError.Field(name: "topic", known: 6, found: 5)]
      #expect(error == .vocabularies(file: Self.checkpoint.path, fields: fields))
      #expect(!FileManager.default.fileExists(atPath: run.url.path))
    }
  }
}
