import AttuneCore
import Torch
import TorchNN

/// Builds the networks: the one way, for training and for use.
public enum ModelBuilder {
  /// Builds a network and its parameters.
  ///
  /// Parameters that a source covers are read from it as they are asked for, and only the others
  /// are drawn, so nothing can overwrite pretrained weights. The frozen parts may lie in the mapped
  /// files themselves.
  ///
  /// - Parameters:
  ///   - configuration: all sizes; validated here.
  ///   - inputs: what the model may see; parts for anything else are not made.
  ///   - seed: decides the fresh parameters, each together with its path.
  ///   - sources: pretrained encoders, see ``PretrainedEncoders``; none where a run's checkpoint
  ///     is restored into the store afterwards.
  ///   - device: where the model runs.
  /// - Throws: ``ModelConfigurationError``, `EncoderConfigurationError`, or `ParameterError` with
  ///   every key of a source that does not fit.
  public static func build(
    _ configuration: ModelConfiguration, inputs: InputPolicy, seed: UInt64,
    sources: [ParameterSource] = [], device: Device = .cpu
  ) throws -> (store: ParameterStore, model: any EmotionModel) {
    try configuration.validate()
    let store = ParameterStore(
      seed: seed, device: device, sources: sources, frozen: frozenPaths(configuration))
    let model: any EmotionModel
    switch configuration.kind {
    case .audio: model = try AudioModel(configuration, inputs: inputs, store.root)
    case .video: model = try VideoModel(configuration, inputs: inputs, store.root)
    case .text: model = try TextModel(configuration, inputs: inputs, store.root)
    }
    try store.verify()
    return (store, model)
  }

  /// The paths of the parts that are not trained.
  static func frozenPaths(_ configuration: ModelConfiguration) -> [String] {
    var paths: [String] = []
    if configuration.text.areEmbeddingsFrozen {
      paths.append("text_encoder.embeddings")
      paths += (0..<configuration.text.frozenLayers).map { "text_encoder.encoder.layer.\($0)" }
    }
    if configuration.audio?.isFrozen == true { paths.append("audio_encoder") }
    if configuration.video?.isFrozen == true { paths.append("video_encoder") }
    return paths
  }
}
