/// A kind of encoder, named as `model_type` names it in published configurations.
public enum EncoderFamily: String, CaseIterable, Codable, Sendable {
  /// Texts.
  case bert
  /// Sound.
  case wav2vec2
  /// Video.
  case timesformer

  private enum CodingKeys: String, CodingKey {
    case modelType = "model_type"
    case positionEmbeddingType = "position_embedding_type"
  }

  /// Refuses a configuration of another family, and variants that compute something else from
  /// weights of the same shape.
  func check(_ decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    if let type = try values.decodeIfPresent(String.self, forKey: .modelType), type != rawValue {
      throw DecodingError.dataCorruptedError(
        forKey: .modelType, in: values,
        debugDescription: "is '\(type)', but '\(rawValue)' is needed here")
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
