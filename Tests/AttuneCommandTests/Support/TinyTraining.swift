import AttuneEncoders
import AttuneSynthesis
import AttuneTestSupport
import Foundation
import ProcessLauncher
import Safetensors
import Testing
import TorchDistributed

/// `attune train` on a dozen conversations with models of a few thousand numbers, in one process or
/// several.
struct TinyTraining {
  private static let encoderName = "all-MiniLM-L6-v2"
  static let isPossible =
    ProcessGroup.isAvailable && (try? EncoderLocator().folder(of: encoderName)) != nil

  let folder: URL

  /// Makes the corpus.
  init(in folder: URL) throws {
    self.folder = folder
    try SyntheticCorpus.write(
      to: folder.appendingPathComponent("corpus"), conversations: 12,
      settings: SynthesisSettings(turns: 1...1))
  }

  func run(_ name: String) -> URL { folder.appendingPathComponent(name) }

  /// Optimizer steps that a run has logged so far.
  func numSteps(_ name: String) -> Int {
    let log = run(name).appendingPathComponent("metrics.jsonl")
    guard let text = try? String(contentsOf: log, encoding: .utf8) else { return 0 }
    return text.components(separatedBy: "\"event\":\"step\"").count - 1
  }

  /// Trains as a job of some processes, or in this one's child alone where it is one.
  func train(
    _ kind: String, _ name: String, processes: Int = 1, maxRestarts: Int = 0,
    settings: [String] = [], nextSignal: @escaping () -> Int32? = { nil },
    tell: @escaping (JobEvent) -> Void = { _ in }
  ) throws {
    let store = try RendezvousStore()
    var environment = ProcessInfo.processInfo.environment
    environment["OMP_NUM_THREADS"] = "1"
    let overrides = try tiny(kind) + settings
    let job = Job(
      program: try BuiltProgram.path("attune"),
      arguments: [
        "train", kind, "--data", folder.appendingPathComponent("corpus").path, "--out",
        run(name).path, "--cache", folder.appendingPathComponent("cache").path,
      ] + overrides.flatMap { ["--set", $0] },
      numProcesses: processes, storePort: store.port, maxRestarts: maxRestarts,
      environment: environment)
    let launcher = JobLauncher(job, nextSignal: nextSignal, tell: tell)
    let ending = try withExtendedLifetime(store) { try launcher.run() }
    #expect(ending == .exited(0))
  }

  private func tiny(_ kind: String) throws -> [String] {
    [
      "model.text.pretrained=null", "model.text.tokenizer=\(Self.encoderName)",
      "model.text.encoder.hidden_size=16", "model.text.encoder.num_hidden_layers=1",
      "model.text.encoder.num_attention_heads=2", "model.text.encoder.intermediate_size=16",
      "model.text.frozen_layers=0", "model.context_sizes=[8]", "model.dialogue.hidden_size=4",
      "model.metadata.sizes=[8]", "model.classifier_sizes=[8]", "training.epochs=2",
      "training.warmup_steps=1", "logging.figures=none",
    ]
      + (kind == "audio"
        ? ["media.audio.maximum_seconds=0.5"]
        : [
          "model.video.encoder.image_size=32", "model.video.encoder.patch_size=16",
          "model.video.encoder.hidden_size=16", "model.video.encoder.intermediate_size=16",
          "model.video.encoder.num_hidden_layers=1",
        ])
  }

  /// The largest difference between two runs' newest weights, and where it is.
  func difference(_ one: String, _ other: String) throws -> (value: Float, tensor: String) {
    let files = try [one, other].map { name in
      try SafetensorsFile(
        contentsOf: run(name).appendingPathComponent("checkpoints/last.safetensors"))
    }
    #expect(files[0].names == files[1].names)
    var worst: (Float, String) = (0, "none")
    for name in files[0].names where name.hasPrefix("model.") {
      guard !name.hasSuffix("num_batches_tracked") else { continue }
      let values = try files.map { file in
        try file.withUnsafeBytes(name) { Array($0.bindMemory(to: Float.self)) }
      }
      for (first, second) in zip(values[0], values[1]) where !(abs(first - second) <= worst.0) {
        worst = (abs(first - second), name)
      }
    }
    return worst
  }
}
