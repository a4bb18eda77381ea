import AttuneCore

/// How training changes clips; the `augmentation.video:` section of a run's configuration.
///
/// All operations are off until they have a probability. Those that are drawn for a clip follow each
/// other in the order of the properties, and each does the same to all of its frames.
public struct VideoAugmentation: Codable, Sendable, Equatable {
  /// Earlier or later frames.
  public var timeShift = TimeShift()
  /// Frames that repeat their neighbours.
  public var frameDropout = FrameDropout()
  /// A part of the picture, brought to full size.
  public var crop = Crop()
  /// Left and right exchanged.
  public var flip = Flip()
  /// Brightness, contrast, saturation and hue.
  public var colour = Colour()
  /// Softness.
  public var blur = Blur()
  /// A rectangle that hides what is behind it.
  public var erase = Erase()

  enum CodingKeys: String, CodingKey {
    case timeShift = "time_shift"
    case frameDropout = "frame_dropout"
    case crop, flip, colour, blur, erase
  }

  /// All operations off.
  public init() {}

  /// Decodes settings; operations left out are off.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    timeShift = try values.value(.timeShift, or: timeShift)
    frameDropout = try values.value(.frameDropout, or: frameDropout)
    crop = try values.value(.crop, or: crop)
    flip = try values.value(.flip, or: flip)
    colour = try values.value(.colour, or: colour)
    blur = try values.value(.blur, or: blur)
    erase = try values.value(.erase, or: erase)
  }

  /// Whether any operation may be drawn.
  public var isOn: Bool {
    [
      timeShift.probability, frameDropout.probability, crop.probability, flip.probability,
      colour.probability, blur.probability, erase.probability,
    ].contains { $0 > 0 }
  }

  /// Fails where an operation cannot work as it is set, also one that is off.
  ///
  /// - Throws: `AugmentationError` naming the key.
  public func validate() throws(AugmentationError) {
    try timeShift.validate()
    try frameDropout.validate()
    try crop.validate()
    try flip.validate()
    try colour.validate()
    try blur.validate()
    try erase.validate()
  }
}
