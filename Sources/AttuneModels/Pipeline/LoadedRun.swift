import AttuneCore
import AttuneMedia
import Foundation
import Safetensors
import Torch
import TorchNN

/// A trained run, opened for use: the same pipeline that training built, with its best weights.
public struct LoadedRun {
  /// The run's name: `audio` or `video`.
  public let name: String
  /// The run's pipeline.
  public let pipeline: PipelineConfiguration
  /// Turns conversation turns into examples.
  public let encoder: ExampleEncoder
  /// The network with its best weights.
  public let model: any EmotionModel
  /// Turns examples into predictions.
  public let predictor: Predictor

  /// Opens a run.
  ///
  /// - Parameters:
  ///   - cache: keeps decoded media; `nil` decodes every time.
  ///   - requiresMedia: makes the first unusable medium an error.
  ///   - keepsHidden: whether predictions hold what the classifier's last layer read.
  /// - Throws: ``RunError`` if the folder is no run, has no weights yet, or its weights belong to
  ///   another pipeline; `ParameterError` if their names or shapes do not fit.
  public init(
    contentsOf run: RunFolder, cache: MediaCache? = nil, requiresMedia: Bool = false,
    keepsHidden: Bool = false, device: Device = .cpu
  ) throws {
    pipeline = try PipelineConfiguration(of: run)
    name = pipeline.model.kind.rawValue
    guard FileManager.default.fileExists(atPath: run.bestCheckpoint.path) else {
      throw RunError.noCheckpoint(run.url.path)
    }
    let file = try SafetensorsFile(contentsOf: run.bestCheckpoint)
    let differences = try PipelineFingerprint.differences(
      file.metadata[PipelineFingerprint.key], from: pipeline)
    guard differences.isEmpty else {
      throw RunError.otherArchitecture(checkpoint: run.bestCheckpoint.path, keys: differences)
    }
    model = try ModelBuilder.build(
      pipeline.model, inputs: pipeline.inputs, seed: 0, sources: [ParameterSource(tensors: file)],
      device: device
    ).model
    encoder = try ExampleEncoder(
      pipeline: pipeline, run: run, cache: cache, requiresMedia: requiresMedia)
    predictor = Predictor(
      model: model, classes: pipeline.model.classes, device: device, keepsHidden: keepsHidden)
  }
}
