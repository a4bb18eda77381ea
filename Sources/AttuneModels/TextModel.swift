import AttuneCore
import Torch
import TorchNN

/// The text-only model: situation and dialogue read as one text, and metadata.
///
/// What models A and B gain over it is what sound and faces are worth. Keys: `text_encoder.**`,
/// `text_stand_in`, `metadata_tables.**`, `metadata.**`, `classifier.**`.
public struct TextModel: EmotionModel {
  private let text: TextReader
  private let textStandIn: Tensor
  private let dropout: Dropout
  private let metadata: MetadataReader?
  private let head: EmotionHead

  /// Makes the network.
  ///
  /// - Throws: ``ModelConfigurationError`` for sizes that do not fit, or as
  ///   `ParameterScope.parameter`.
  public init(
    _ configuration: ModelConfiguration, inputs: InputPolicy, _ scope: ParameterScope
  ) throws {
    try configuration.validate()
    let style = DenseStack.Style(
      normalization: .none, activation: .gelu, dropout: configuration.dropout, endsPlain: true)
    text = try TextReader(configuration.text, scope["text_encoder"])
    textStandIn = try StandIn.parameter("text_stand_in", text.outputSize, scope)
    dropout = Dropout(configuration.dropout)
    metadata = try MetadataReader(configuration.metadata, inputs, style, scope)
    head = try EmotionHead(
      text.outputSize + (metadata?.outputSize ?? 0), configuration, style, scope["classifier"])
  }

  /// The parts that give the same numbers in every epoch.
  public var frozenEncoders: FrozenEncoders { FrozenEncoders(text: text.encoder, audio: nil) }

  /// Reads turns of one text each; see ``EmotionModel/features(_:mode:)``.
  ///
  /// - Throws: ``BatchError`` for a turn of several texts: the configuration it was encoded with is
  ///   another model's.
  public func features(_ batch: Batch, mode: Mode) throws -> ModelFeatures {
    guard batch.numUtterances == batch.size else {
      throw BatchError.rows(part: "texts", count: batch.numUtterances, expected: batch.size)
    }
    let read = try batch.remembering(\.texts) {
      try text(batch.texts, present: batch.texts.map { $0 != nil }, mode: mode)
    }
    var parts = [
      try dropout(read.assembled(0..<batch.size, standIn: textStandIn), mode: mode)  // [B, H]
    ]
    if let metadata { parts.append(try metadata(batch.metadata, mode: mode)) }
    return ModelFeatures(vectors: try Tensor.cat(parts, dim: 1), media: nil)
  }

  /// Classifies what was read; see ``EmotionModel/classify(_:mode:)``.
  public func classify(_ vectors: Tensor, mode: Mode) throws -> ModelOutput {
    try head(vectors, mode: mode)
  }
}
