import AttuneCore
import AttuneEncoders
import AttuneTestSupport
import AttuneText
import Foundation
import Testing
import Torch
import TorchNN
import TorchTestSupport

@testable import AttuneModels

/// Checkpoints that Scripts/fixtures/reference_system.py made, with what their networks answer.
@Suite struct ReferenceCheckpointTests {
  private func file(_ name: String) throws -> URL {
    let fixtures = try #require(Bundle.module.url(forResource: "Fixtures", withExtension: nil))
    return fixtures.appendingPathComponent("reference/\(name).pth")
  }

  /// The sizes that the script gives its networks.
  private func base(_ kind: ModelConfiguration.Kind) -> ModelConfiguration {
    var configuration = ModelConfiguration.tiny(kind, pooling: .classToken)
    guard kind == .video else { return configuration }
    let sequence = SequenceConfiguration(hiddenSize: 4, numLayers: 2, numAttentionHeads: 2)
    configuration.video?.textSequence = sequence
    configuration.video?.videoSequence = sequence
    configuration.video?.encoder = TimeSformerConfiguration(
      imageSize: 8, patchSize: 4, numFrames: 2, hiddenSize: 8, numHiddenLayers: 2,
      numAttentionHeads: 2, intermediateSize: 32, attention: .joint, dropout: 0.1)
    configuration.contextSizes = [7, 6, 5]
    configuration.classifierSizes = [9, 8, 6]
    return configuration
  }

  private func built(
    _ checkpoint: ReferenceCheckpoint
  ) throws -> (store: ParameterStore, model: any EmotionModel) {
    try ModelBuilder.build(
      checkpoint.configuration, inputs: .reference, seed: 1, sources: [checkpoint.source])
  }

  @Test(arguments: [ModelConfiguration.Kind.audio, .video])
  func `Our model gives the logits of the network that the checkpoint is of`(
    kind: ModelConfiguration.Kind
  ) throws {
    let reference = try ReferenceCase("reference/\(kind.rawValue)", in: .module)
    let checkpoint = try ReferenceCheckpoint(
      contentsOf: file(kind.rawValue), base: base(kind))
    let (_, model) = try built(checkpoint)
    try reference.expect(
      model(Batch(reference), mode: .evaluation), "outputs/output")
  }

  @Test func `What a checkpoint says about itself is read`() throws {
    let checkpoint = try ReferenceCheckpoint(contentsOf: file("audio"), base: base(.audio))
    #expect(checkpoint.kind == .audio)
    #expect(checkpoint.epoch == 3)
    #expect(checkpoint.validationAccuracy == 0.75)
    #expect(checkpoint.configuration.maximumUtterances == 10)
    #expect(checkpoint.configuration.dropout == 0.2)
    #expect(checkpoint.configuration.classes == ["a", "b", "c", "d"])
    #expect(checkpoint.configuration.metadata.topic == 6)
  }

  @Test func `Classes are in the order in which the checkpoint names them`() throws {
    let checkpoint = try ReferenceCheckpoint(contentsOf: file("audio_named"), base: base(.audio))
    #expect(checkpoint.configuration.classes == ["d", "c", "b", "a"])
    var others = base(.audio)
    others.classes = ["a", "b", "c", "e"]
    #expect(
      throws: ReferenceCheckpointError.classes(
        file: try file("audio_named").path, expected: others.classes)
    ) { try ReferenceCheckpoint(contentsOf: file("audio_named"), base: others) }
  }

  @Test func `All keys that do not fit are listed at once`() throws {
    let checkpoint = try ReferenceCheckpoint(contentsOf: file("audio_named"), base: base(.audio))
    let error = try #require(throws: ParameterError.self) { _ = try built(checkpoint) }
    #expect(error.missing == ["dialogue.attention.out_proj.bias"])
    #expect(error.mismatched == ["classifier.1.dense.weight"])
    #expect(error.unused == ["gate.weight"])
  }

  @Test func `A checkpoint of the other model, or of none, is refused`() throws {
    #expect(
      throws: ReferenceCheckpointError.otherKind(
        file: try file("video").path, expected: "audio", actual: "video")
    ) { try ReferenceCheckpoint(contentsOf: file("video"), base: base(.audio)) }
  }

  @Test(arguments: [ModelConfiguration.Kind.audio, .video])
  func `The table of keys is one-to-one`(kind: ModelConfiguration.Kind) throws {
    let (store, _) = try ModelBuilder.build(base(kind), inputs: .reference, seed: 1)
    let map = ReferenceKeys.map(kind)
    #expect(map.collisions(among: store.tensors.map(\.path)).isEmpty)
    for row in map.rows where !row.path.contains("original") {
      let isUsed = store.tensors.contains { CheckpointKeyMap([row]).keys(for: $0.path).count > 1 }
      #expect(isUsed, "\(row.path)")
    }
  }

  @Test func `A missing sound is what the reference system makes of a second of silence`() throws {
    let checkpoint = try ReferenceCheckpoint(contentsOf: file("audio"), base: base(.audio))
    let (store, model) = try built(checkpoint)
    try withTemporaryFolder { folder in
      let words = [
        "[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "[", "]", "empty", "no", "context",
      ]
      try Data(words.joined(separator: "\n").utf8).write(
        to: folder.appendingPathComponent("vocab.txt"))
      try checkpoint.setStandIns(in: store, tokenizer: WordPieceTokenizer(contentsOf: folder))
    }
    var batch = try Batch(ReferenceCase("reference/audio", in: .module))
    let rows = Array(0..<batch.utteranceCounts.reduce(0, +))
    batch.sounds = [
      WaveformGroup(
        rows: rows, waveforms: try Tensor.zeros([rows.count, 16_000]),
        lengths: rows.map { _ in 16_000 })
    ]
    let silent = try model(batch, mode: .evaluation).floats()
    batch.sounds = []
    let absent = try model(batch, mode: .evaluation).floats()
    expectAllClose(absent, silent, .float32Deep)
  }
}
