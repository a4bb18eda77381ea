import AttuneCore

/// How training changes sounds; the `augmentation.audio:` section of a run's configuration.
///
/// All operations are off until they have a probability. Those that are drawn for a waveform follow
/// each other in the order of the properties: voice, room, surroundings, microphone.
public struct AudioAugmentation: Codable, Sendable, Equatable {
  /// Pitch and length together.
  public var speed = Speed()
  /// Length alone.
  public var stretch = Stretch()
  /// Pitch alone.
  public var pitch = Pitch()
  /// The sound of a room.
  public var reverberation = Reverberation()
  /// Noise at a ratio of signal to noise.
  public var noise = Noise()
  /// A band that is passed or stopped.
  public var filter = Filter()
  /// Loud samples cut off.
  public var clipping = Clipping()
  /// The level, after the clip's normalisation.
  public var gain = Gain()

  enum CodingKeys: String, CodingKey {
    case speed, stretch, pitch, reverberation, noise, filter, clipping, gain
  }

  /// All operations off.
  public init() {}

  /// Decodes settings; operations left out are off.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    speed = try values.value(.speed, or: speed)
    stretch = try values.value(.stretch, or: stretch)
    pitch = try values.value(.pitch, or: pitch)
    reverberation = try values.value(.reverberation, or: reverberation)
    noise = try values.value(.noise, or: noise)
    filter = try values.value(.filter, or: filter)
    clipping = try values.value(.clipping, or: clipping)
    gain = try values.value(.gain, or: gain)
  }

  /// Whether any operation may be drawn.
  public var isOn: Bool {
    [
      speed.probability, stretch.probability, pitch.probability, reverberation.probability,
      noise.probability, filter.probability, clipping.probability, gain.probability,
    ].contains { $0 > 0 }
  }

  /// Fails where an operation cannot work as it is set, also one that is off.
  ///
  /// - Throws: `AugmentationError` naming the key.
  public func validate() throws(AugmentationError) {
    try speed.validate()
    try stretch.validate()
    try pitch.validate()
    try reverberation.validate()
    try noise.validate()
    try filter.validate()
    try clipping.validate()
    try gain.validate()
  }
}
