/// A kind of encoder, named as `model_type` names it in published configurations.
public enum EncoderFamily: String, CaseIterable, Codable, Sendable {
  /// Texts.
  case bert
  /// Sound.
  case wav2vec2
  /// Sound, in the layout of wav2vec2.
  case hubert
  /// Video.
  case timesformer

  private enum CodingKeys: String, CodingKey {
    case modelType = "model_type"
    case positionEmbeddingType = "position_embedding_type"
  }

  /// Refuses a configuration of another family, and variants that compute something else from
  /// weights of the same shape.
  func check(_ decoder: any Decoder) throws {
    try Self.check(decoder, accepting: [self])
  }

  /// As ``check(_:)``, for encoders that share one layout.
  static func check(_ decoder: any Decoder, accepting families: [EncoderFamily]) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    let names = families.map(\.rawValue)
    if let type = try values.decodeIfPresent(String.self, forKey: .modelType),
      !names.contains(type)
    {
      let needed = names.map { "'\($0)'" }.joined(separator: " or ")
      throw DecodingError.dataCorruptedError(
        forKey: .modelType, in: values,
        debugDescription: "is '\(type)', but \(needed) is needed here")
    }
    if let type = try values.decodeIfPresent(String.self, forKey: .positionEmbeddingType),
      type != "absolute"
    {
      throw DecodingError.dataCorruptedError(
        forKey: .positionEmbeddingType, in: values,
        debugDescription: "is '\(type)', but only 'absolute' is supported")
    }
  }
}
