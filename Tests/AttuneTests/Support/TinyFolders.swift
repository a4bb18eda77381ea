import Attune
import AttuneCore
import AttuneCorpus
import AttuneEncoders
import AttuneMedia
import AttuneModels
import Foundation
import Testing
import Torch
import TorchNN

/// Folders of a run and of a speech recogniser with fresh weights, and sound to feed them.
enum TinyFolders {
  private static let speech = Wav2Vec2Configuration(
    convolutionChannels: [6, 8], convolutionKernels: [20, 8], convolutionStrides: [16, 8],
    hiddenSize: 8, numHiddenLayers: 1, numAttentionHeads: 2, intermediateSize: 12,
    positionalKernel: 4, positionalGroups: 2)

  private static let words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "a", "b"]

  private static func model(hasVideo: Bool) -> ModelConfiguration {
    let classes = ["calm", "angry"]
    let sequence = SequenceConfiguration(hiddenSize: 4, numLayers: 1, numAttentionHeads: 2)
    let text = TextConfiguration(
      pretrained: nil, pooling: .mean, frozenLayers: 0, maximumContextTokens: 8,
      maximumUtteranceTokens: 8,
      encoder: BertConfiguration(
        vocabularySize: words.count, hiddenSize: 8, numHiddenLayers: 1, numAttentionHeads: 2,
        intermediateSize: 12, maximumPositions: 8))
    guard hasVideo else {
      return ModelConfiguration(
        classes: classes, dropout: 0, modalityDropout: 0, text: text,
        audio: AudioConfiguration(
          pretrained: nil, isFrozen: true, projectorSizes: [4], encoder: .wav2vec2(speech)),
        contextSizes: [4], dialogue: sequence, metadata: MetadataConfiguration(sizes: [4]),
        classifierSizes: [4])
    }
    return ModelConfiguration(
      classes: classes, dropout: 0, modalityDropout: 0, text: text,
      video: VideoConfiguration(
        textSequence: sequence, videoSequence: sequence, metadataStepSize: 4, crossModalSize: 4,
        crossModalHeads: 2,
        encoder: TimeSformerConfiguration(
          imageSize: 8, patchSize: 4, numFrames: 2, hiddenSize: 8, numHiddenLayers: 1,
          numAttentionHeads: 2, intermediateSize: 12, attention: .divided, dropout: 0)),
      contextSizes: [4], dialogue: sequence, metadata: MetadataConfiguration(sizes: [4]),
      classifierSizes: [4])
  }

  /// The average of two such runs with the same weights.
  ///
  /// - Parameter policies: what each of them may see.
  static func fusion(
    in folder: URL, policies: (InputPolicy, InputPolicy) = (.honest, .honest)
  ) throws -> URL {
    let runs = try [("first", policies.0), ("second", policies.1)].map { name, policy in
      try run(in: folder.appendingPathComponent(name), inputs: policy)
    }
    let fusion = FusionFolder(folder.appendingPathComponent("fusion"))
    try fusion.write(runs: runs)
    let parts: [String: Any] = [
      "strategy": "average", "models": ["first", "second"], "classes": ["calm", "angry"],
    ]
    try JSONSerialization.data(withJSONObject: parts).write(to: fusion.fusion)
    return fusion.url
  }

  /// A run of model A, or of model B where it sees video, that was never trained.
  static func run(
    in folder: URL, hasVideo: Bool = false, inputs: InputPolicy = .honest
  ) throws -> URL {
    let run = RunFolder(folder.appendingPathComponent("run"))
    let model = model(hasVideo: hasVideo)
    let pipeline = PipelineConfiguration(
      inputs: inputs,
      media: MediaConfiguration(audio: AudioSettings(normalization: .standard), resize: .bilinear),
      model: model)
    for url in [run.tokenizer, run.bestCheckpoint.deletingLastPathComponent()] {
      try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }
    // JSON is YAML.
    try JSONEncoder().encode(pipeline).write(to: run.configuration)
    try Vocabularies([]).write(to: run.vocabulary)
    try Data(words.joined(separator: "\n").utf8)
      .write(to: run.tokenizer.appendingPathComponent("vocab.txt"))
    let store = try ModelBuilder.build(model, inputs: pipeline.inputs, seed: 3).store
    try store.write(
      to: run.bestCheckpoint,
      metadata: [PipelineFingerprint.key: try PipelineFingerprint.text(of: pipeline)])
    return run.url
  }

  /// A recogniser that hears the letter A in everything.
  static func recognizer(in folder: URL) throws -> URL {
    let url = folder.appendingPathComponent("recognizer")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    var object = try #require(
      JSONSerialization.jsonObject(with: JSONEncoder().encode(speech)) as? [String: Any])
    object["vocab_size"] = 3
    try JSONSerialization.data(withJSONObject: object)
      .write(to: url.appendingPathComponent("config.json"))
    try Data(#"{"<pad>": 0, "|": 1, "A": 2}"#.utf8)
      .write(to: url.appendingPathComponent("vocab.json"))
    let store = ParameterStore(seed: 4)
    _ = try Wav2Vec2ForCTC(CTCConfiguration(encoder: speech, vocabularySize: 3), store.root)
    let bias = try #require(store.parameters.first { $0.path == "lm_head.bias" })
    try withoutGradients {
      try bias.tensor.copyInPlace(from: Tensor([0, 0, 100] as [Float], shape: [3]))
    }
    try store.write(to: url.appendingPathComponent("model.safetensors"))
    return url
  }

  /// A WAV file of a tone: 16 kHz, mono, 16 bits.
  static func sound(_ name: String, seconds: Double, in folder: URL) throws -> URL {
    let samples = (0..<Int(16_000 * seconds)).map { Int16(8_000 * sin(0.2 * Double($0))) }
    var data = Data("RIFF".utf8)
    func put(_ value: some FixedWidthInteger) {
      withUnsafeBytes(of: value.littleEndian) { data.append(contentsOf: $0) }
    }
    put(UInt32(36 + 2 * samples.count))
    data += Data("WAVEfmt ".utf8)
    put(UInt32(16))
    for value in [1, 1] as [UInt16] { put(value) }
    for value in [16_000, 32_000] as [UInt32] { put(value) }
    for value in [2, 16] as [UInt16] { put(value) }
    data += Data("data".utf8)
    put(UInt32(2 * samples.count))
    samples.forEach { put($0) }
    let url = folder.appendingPathComponent(name)
    try data.write(to: url)
    return url
  }
}
