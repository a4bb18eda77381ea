import AttuneCorpus
import AttuneEncoders
import AttuneMedia
import AttuneModels
import AttuneSynthesis
import Foundation
import Safetensors
import Testing
import TorchNN

@testable import AttuneTraining

/// A run small enough for a test: a dozen conversations, models of a few thousand numbers.
enum TinyRun {
  private static let encoderName = "all-MiniLM-L6-v2"

  static let hasTokenizer = (try? EncoderLocator().folder(of: encoderName)) != nil

  /// Made once a process: media take their time.
  private static let original = Result {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("attune-tiny-\(ProcessInfo.processInfo.processIdentifier)")
    try SyntheticCorpus.write(
      to: folder, conversations: 12, settings: SynthesisSettings(turns: 1...1))
    atexit { TinyRun.removeOriginal() }
    return folder
  }

  private static func removeOriginal() {
    if let folder = try? original.get() { try? FileManager.default.removeItem(at: folder) }
  }

  /// A corpus of the test's own.
  static func corpus(in folder: URL) throws -> Corpus {
    let data = folder.appendingPathComponent("corpus")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try FileManager.default.copyItem(at: original.get(), to: data)
    return try Corpus.load(data)
  }

  static func cache(_ folder: URL) throws -> MediaCache {
    try MediaCache(folder: folder.appendingPathComponent("cache"))
  }

  static func configuration(_ kind: ModelConfiguration.Kind) throws -> RunConfiguration {
    var overrides = [
      "model.text.pretrained=null", "model.text.tokenizer=\(encoderName)",
      "model.text.encoder.hidden_size=16", "model.text.encoder.num_hidden_layers=1",
      "model.text.encoder.num_attention_heads=2", "model.text.encoder.intermediate_size=16",
      "model.text.frozen_layers=0", "model.metadata.sizes=[8]", "model.classifier_sizes=[8]",
      // Tests share one process and its random numbers: dropout's would mix with other tests'.
      // Scripts/check-resume.sh resumes with dropout, in a process of its own.
      "model.dropout=0", "model.modality_dropout=0", "model.text.encoder.hidden_dropout_prob=0",
      "model.text.encoder.attention_probs_dropout_prob=0", "training.epochs=2",
      "training.batch_size=2", "training.warmup_steps=1", "logging.figures=none",
    ]
    if kind != .text {
      overrides += ["model.context_sizes=[8]", "model.dialogue.hidden_size=4"]
    }
    switch kind {
    case .text: break
    case .video:
      overrides += [
        "model.video.encoder.image_size=32", "model.video.encoder.patch_size=16",
        "model.video.encoder.hidden_size=16",
        "model.video.encoder.intermediate_size=16", "model.video.encoder.num_hidden_layers=1",
        "model.video.encoder.dropout=0",
      ]
    case .audio:
      overrides += ["media.audio.maximum_seconds=0.5"]
      overrides += [
        "hidden_dropout", "attention_dropout", "activation_dropout",
        "feat_proj_dropout", "layerdrop",
      ].map { "model.audio.encoder.\($0)=0" }
    }
    return try RunConfiguration.resolve(kind: kind, overrides: overrides)
  }

  /// Writes the folder of a text encoder with weights of its own.
  static func textEncoder(_ configuration: BertConfiguration, in parent: URL) throws -> String {
    let folder = parent.appendingPathComponent("text-encoder")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    var object =
      try JSONSerialization.jsonObject(with: JSONEncoder().encode(configuration))
      as? [String: Any] ?? [:]
    object["model_type"] = "bert"
    try JSONSerialization.data(withJSONObject: object).write(
      to: folder.appendingPathComponent("config.json"))
    let store = ParameterStore(seed: 9)
    _ = try BertModel(configuration, store.root)
    try store.write(to: folder.appendingPathComponent("model.safetensors"))
    return folder.path
  }

  static func losses(_ run: RunFolder) throws -> [Double] {
    try MetricsLog.read(run.metrics).compactMap { line in
      switch line {
      case .step(let metrics): metrics.loss
      case .epoch(let metrics): metrics.validationLoss
      case .system: nil
      }
    }
  }

  static func expectSameTensors(_ first: URL, _ second: URL) throws {
    let (one, other) = (
      try SafetensorsFile(contentsOf: first), try SafetensorsFile(contentsOf: second)
    )
    #expect(one.names == other.names)
    for name in one.names {
      let same = try one.withUnsafeBytes(name) { bytes in
        try other.withUnsafeBytes(name) { bytes.elementsEqual($0) }
      }
      #expect(same, "\(first.lastPathComponent): \(name)")
    }
  }
}
