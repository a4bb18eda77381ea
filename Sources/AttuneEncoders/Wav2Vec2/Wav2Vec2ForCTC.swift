import Torch
import TorchNN

/// A wav2vec2 or HuBERT encoder with a head that names a token in every frame.
///
/// Keys: those of ``Wav2Vec2Model``, and `lm_head.{weight,bias}`; in published files the encoder's
/// have a prefix, see ``EncoderCheckpoint/wav2vec2CTC``.
public struct Wav2Vec2ForCTC {
  /// The encoder.
  public let encoder: Wav2Vec2Model
  let dropout: Dropout
  let head: Linear

  /// Makes encoder and head.
  ///
  /// - Throws: ``EncoderConfigurationError``, or as `ParameterScope.parameter`.
  public init(_ configuration: CTCConfiguration, _ scope: ParameterScope) throws {
    try configuration.validate()
    encoder = try Wav2Vec2Model(configuration.encoder, scope)
    dropout = Dropout(configuration.finalDropout)
    head = try Linear(
      configuration.encoder.hiddenSize, configuration.vocabularySize,
      weightInitializer: .normal(standardDeviation: configuration.encoder.initializerRange),
      biasInitializer: .zeros, scope["lm_head"])
  }

  /// Tells how likely each token is in each frame.
  ///
  /// - Parameters:
  ///   - waveforms: `[B, S]`, as ``Wav2Vec2Model/callAsFunction(_:lengths:mode:keepsHiddenStates:)``
  ///     takes them.
  ///   - lengths: real samples of each row; `nil` where all are.
  /// - Returns: `[B, F, K]` before softmax, with the number of real frames of each row.
  /// - Throws: As the encoder.
  public func callAsFunction(
    _ waveforms: Tensor, lengths: [Int]? = nil, mode: Mode
  ) throws -> (logits: Tensor, numFrames: [Int]) {
    let output = try encoder(waveforms, lengths: lengths, mode: mode)
    return (try head(dropout(output.lastHiddenState, mode: mode)), output.numFrames)
  }
}
