import AttuneCore
import AttuneMedia
import AttuneText

/// How training changes what the model perceives; the `augmentation:` section of a run's
/// configuration.
///
/// It is no part of the pipeline: what scores, predicts and serves never sees it. Sections of
/// modalities that a model does not have are not used. Everything is off by default.
public struct AugmentationConfiguration: Codable, Sendable, Equatable {
  /// Changes of sounds.
  public var audio = AudioAugmentation()
  /// Changes of clips.
  public var video = VideoAugmentation()
  /// Changes of texts, situations as well as utterances.
  public var text = TextAugmentation()
  /// What is hidden inside the audio encoder; `nil` for what its own configuration says.
  public var specAugment: SpecAugmentConfiguration?

  enum CodingKeys: String, CodingKey {
    case audio, video, text
    case specAugment = "spec_augment"
  }

  /// Everything off.
  public init() {}

  /// Decodes settings; sections left out are off.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    audio = try values.value(.audio, or: audio)
    video = try values.value(.video, or: video)
    text = try values.value(.text, or: text)
    specAugment = try values.decodeIfPresent(SpecAugmentConfiguration.self, forKey: .specAugment)
  }

  /// Whether any change of an example may be drawn.
  public var isOn: Bool { audio.isOn || video.isOn || text.isOn }

  /// Fails where an operation cannot work as it is set, also one that is off.
  ///
  /// - Throws: `AugmentationError` naming the key.
  public func validate() throws(AugmentationError) {
    try audio.validate()
    try video.validate()
    try text.validate()
    try specAugment?.validate()
  }
}
