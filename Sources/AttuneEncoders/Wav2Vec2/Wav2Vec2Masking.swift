/// What training hides from the encoder, so that it learns to do without (SpecAugment,
/// arXiv:1904.08779); flat keys of a wav2vec2 configuration.
public struct Wav2Vec2Masking: Sendable, Equatable {
  /// Stretches of one axis that are hidden, drawn for each waveform.
  public struct Spans: Sendable, Equatable {
    /// Share of the axis that the stretches would cover if none overlapped, 0…1; 0 hides nothing.
    public var probability: Double
    /// Steps of one stretch.
    public var length: Int
    /// Fewest stretches, where the axis has room for them.
    public var minimumCount: Int

    /// Creates the settings of one axis.
    public init(probability: Double, length: Int = 10, minimumCount: Int = 0) {
      self.probability = probability
      self.length = length
      self.minimumCount = minimumCount
    }
  }

  /// Whether anything is hidden at all (`apply_spec_augment`).
  public var isApplied: Bool
  /// Frames that are replaced by one learned vector (`mask_time_*`).
  public var time: Spans
  /// Channels that are set to zero in all frames of a waveform (`mask_feature_*`).
  public var features: Spans

  /// Creates the settings.
  public init(isApplied: Bool = true, time: Spans, features: Spans) {
    self.isApplied = isApplied
    self.time = time
    self.features = features
  }

  /// What published encoders were trained with, and what keys that a published file lacks mean.
  public static let published = Self(
    time: Spans(probability: 0.05, minimumCount: 2), features: Spans(probability: 0))

  /// Nothing is hidden, and there is no vector for hidden frames.
  public static let off = Self(time: Spans(probability: 0), features: Spans(probability: 0))

  /// Whether the encoder has a vector for hidden frames, as upstream decides it.
  public var hasEmbedding: Bool { time.probability > 0 || features.probability > 0 }

  /// Throws ``EncoderConfigurationError`` for what cannot be drawn.
  func validate(_ encoder: String) throws {
    for (name, spans) in [("time", time), ("feature", features)] {
      guard (0...1).contains(spans.probability) else {
        throw EncoderConfigurationError(
          encoder: encoder, key: "mask_\(name)_prob",
          reason: "is \(spans.probability), but must be in 0...1")
      }
      try EncoderConfigurationError.requirePositive(
        encoder, [("mask_\(name)_length", spans.length)])
      guard spans.minimumCount >= 0 else {
        throw EncoderConfigurationError(
          encoder: encoder, key: "mask_\(name)_min_masks",
          reason: "is \(spans.minimumCount), but must not be negative")
      }
    }
  }
}

extension Wav2Vec2Masking: Codable {
  private enum CodingKeys: String, CodingKey {
    case modelType = "model_type"
    case isApplied = "apply_spec_augment"
    case timeProbability = "mask_time_prob"
    case timeLength = "mask_time_length"
    case timeMinimum = "mask_time_min_masks"
    case featureProbability = "mask_feature_prob"
    case featureLength = "mask_feature_length"
    case featureMinimum = "mask_feature_min_masks"
  }

  /// Reads the keys from a configuration; keys left out mean what upstream takes them to mean.
  ///
  /// A configuration without `model_type` is the `run.yaml` of a run that masked nothing, since
  /// such runs were made before there was masking.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    try self.init(from: decoder, absent: values.contains(.modelType) ? .published : .off)
  }

  /// Reads the keys from a configuration; keys left out mean what `absent` has for them.
  init(from decoder: any Decoder, absent: Self) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    self = absent
    func read<T: Decodable>(_ key: CodingKeys, into target: inout T) throws {
      target = try values.decodeIfPresent(T.self, forKey: key) ?? target
    }
    try read(.isApplied, into: &isApplied)
    try read(.timeProbability, into: &time.probability)
    try read(.timeLength, into: &time.length)
    try read(.timeMinimum, into: &time.minimumCount)
    try read(.featureProbability, into: &features.probability)
    try read(.featureLength, into: &features.length)
    try read(.featureMinimum, into: &features.minimumCount)
  }

  /// Writes the keys beside the others of the configuration.
  public func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(isApplied, forKey: .isApplied)
    try values.encode(time.probability, forKey: .timeProbability)
    try values.encode(time.length, forKey: .timeLength)
    try values.encode(time.minimumCount, forKey: .timeMinimum)
    try values.encode(features.probability, forKey: .featureProbability)
    try values.encode(features.length, forKey: .featureLength)
    try values.encode(features.minimumCount, forKey: .featureMinimum)
  }
}
