import AttuneCore
import AttuneEncoders

/// What training hides between the convolutions and the transformer of the audio encoder; the
/// `augmentation.spec_augment:` section of a run's configuration.
///
/// It takes the place of the encoder's own masking settings, those of a pretrained folder too.
/// Source: Park et al. 2019, arXiv:1904.08779; on hidden frames as Baevski et al. 2020,
/// arXiv:2006.11477.
public struct SpecAugmentConfiguration: Codable, Sendable, Equatable {
  /// Share of the frames that the stretches would cover if none overlapped, 0…1; a hidden frame
  /// becomes one learned vector.
  public var timeProbability = 0.05
  /// Frames of one stretch; a frame is 20 ms.
  public var timeLength = 10
  /// Share of the channels that the stretches would cover if none overlapped, 0…1; a hidden channel
  /// is 0 in all frames.
  public var featureProbability = 0.0
  /// Channels of one stretch.
  public var featureLength = 10

  enum CodingKeys: String, CodingKey {
    case timeProbability = "time_probability"
    case timeLength = "time_length"
    case featureProbability = "feature_probability"
    case featureLength = "feature_length"
  }

  /// The published share of frames.
  public init() {}

  /// Decodes settings, with defaults for keys left out.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    timeProbability = try values.value(.timeProbability, or: timeProbability)
    timeLength = try values.value(.timeLength, or: timeLength)
    featureProbability = try values.value(.featureProbability, or: featureProbability)
    featureLength = try values.value(.featureLength, or: featureLength)
  }

  /// Whether anything is hidden.
  public var isOn: Bool { timeProbability > 0 || featureProbability > 0 }

  /// Fails where nothing can be drawn.
  ///
  /// - Throws: `AugmentationError` naming the key.
  public func validate() throws(AugmentationError) {
    try AugmentationError.requireProbability(timeProbability, "spec_augment.time_probability")
    try AugmentationError.requireProbability(
      featureProbability, "spec_augment.feature_probability")
    for (length, name) in [(timeLength, "time_length"), (featureLength, "feature_length")]
    where !(1...10_000).contains(length) {
      throw AugmentationError(
        key: "spec_augment.\(name)", reason: "is \(length); give a number from 1 to 10000")
    }
  }

  /// Sets an encoder's masking.
  ///
  /// An encoder that is to hide nothing keeps the vector that its weights may hold.
  public func apply(to masking: inout Wav2Vec2Masking) {
    masking.isApplied = isOn
    guard isOn else { return }
    masking.time = .init(probability: timeProbability, length: timeLength)
    masking.features = .init(probability: featureProbability, length: featureLength)
  }
}
