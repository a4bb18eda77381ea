import Foundation

/// Where everything stands in the folder of one run.
public struct RunFolder: Sendable, Equatable {
  /// The folder.
  public let url: URL

  /// Names the folder; nothing is read or made.
  public init(_ url: URL) { self.url = url }

  /// The resolved configuration.
  public var configuration: URL { url.appendingPathComponent("run.yaml") }
  /// Versions, seed and device of the run.
  public var environment: URL { url.appendingPathComponent("environment.json") }
  /// The vocabularies, made from the training split.
  public var vocabulary: URL { url.appendingPathComponent("vocabulary.json") }
  /// The tokenizer's own files.
  public var tokenizer: URL { url.appendingPathComponent("tokenizer") }
  /// A line for each step, epoch and sample of the machine.
  public var metrics: URL { url.appendingPathComponent("metrics.jsonl") }
  /// Event files for TensorBoard.
  public var tensorboard: URL { url.appendingPathComponent("tensorboard") }
  /// The weights that scored best on the validation split.
  public var bestCheckpoint: URL { url.appendingPathComponent("checkpoints/best.safetensors") }
  /// The newest state, from which training resumes.
  public var lastCheckpoint: URL { url.appendingPathComponent("checkpoints/last.safetensors") }
  /// Prediction tables, one a split.
  public var predictions: URL { url.appendingPathComponent("predictions") }
  /// Evaluations, a folder a split.
  public var evaluation: URL { url.appendingPathComponent("evaluation") }
  /// Which turns of which corpus the run was trained on.
  public var data: URL { url.appendingPathComponent("data.json") }
  /// What of that corpus tells the label, and what its splits share.
  public var audit: URL { url.appendingPathComponent("audit.json") }
  /// What of each split's inputs was missing or cut.
  public var inputs: URL { url.appendingPathComponent("inputs.json") }
}
