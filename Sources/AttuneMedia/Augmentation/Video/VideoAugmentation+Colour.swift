import AttuneCore

extension VideoAugmentation {
  /// Changes brightness, contrast, saturation and hue, in this order, for all frames alike.
  ///
  /// Colours are numbers of 0…1, cut to that range after each step and rounded to bytes at the end.
  /// Source: the definitions of torchvision's `ColorJitter`; contrast is around the clip's mean
  /// gray, not that of each frame, so that the frames still differ only as they did.
  public struct Colour: Codable, Sendable, Equatable {
    /// How likely a clip is changed, 0…1.
    public var probability = 0.0
    /// The factor of every colour.
    public var brightness = AugmentationRange(0.8, 1.2)
    /// The factor of every colour's distance from the mean gray.
    public var contrast = AugmentationRange(0.8, 1.2)
    /// The factor of every colour's distance from its own gray; 0 is black and white.
    public var saturation = AugmentationRange(0.8, 1.2)
    /// What is added to the hue, in turns of the colour circle; ±0.5 is the opposite colour.
    public var hue = AugmentationRange(-0.02, 0.02)

    enum CodingKeys: String, CodingKey { case probability, brightness, contrast, saturation, hue }

    /// Off.
    public init() {}

    /// Decodes settings, with defaults for keys left out.
    public init(from decoder: any Decoder) throws {
      let values = try decoder.container(keyedBy: CodingKeys.self)
      probability = try values.value(.probability, or: probability)
      brightness = try values.value(.brightness, or: brightness)
      contrast = try values.value(.contrast, or: contrast)
      saturation = try values.value(.saturation, or: saturation)
      hue = try values.value(.hue, or: hue)
    }

    func validate() throws(AugmentationError) {
      try AugmentationError.requireProbability(probability, "video.colour.probability")
      try brightness.within(0...10, "video.colour.brightness")
      try contrast.within(0...10, "video.colour.contrast")
      try saturation.within(0...10, "video.colour.saturation")
      try hue.within(-0.5...0.5, "video.colour.hue")
    }

    func apply(
      to clip: inout VideoClip, using generator: inout SeededGenerator, log: inout [String]
    ) {
      let change = ColourChange(
        brightness: Float(brightness.draw(using: &generator)),
        contrast: Float(contrast.draw(using: &generator)),
        saturation: Float(saturation.draw(using: &generator)),
        hue: Float(hue.draw(using: &generator)))
      log.append("video.colour: \(change)")
      clip.pixels = change(clip.pixels)
    }
  }

  /// Makes the picture soft: a Gaussian blur.
  ///
  /// Source: Chen et al. 2020, arXiv:2002.05709 (SimCLR), which draws σ from 0.1…2 pixels.
  public struct Blur: Codable, Sendable, Equatable {
    /// How likely a clip is changed, 0…1.
    public var probability = 0.0
    /// Standard deviation of the bell in pixels of the frame as the model sees it.
    public var sigma = AugmentationRange(0.1, 2)

    enum CodingKeys: String, CodingKey { case probability, sigma }

    /// Off.
    public init() {}

    /// Decodes settings, with defaults for keys left out.
    public init(from decoder: any Decoder) throws {
      let values = try decoder.container(keyedBy: CodingKeys.self)
      probability = try values.value(.probability, or: probability)
      sigma = try values.value(.sigma, or: sigma)
    }

    func validate() throws(AugmentationError) {
      try AugmentationError.requireProbability(probability, "video.blur.probability")
      try sigma.within(0.01...30, "video.blur.sigma")
    }

    func apply(
      to clip: inout VideoClip, using generator: inout SeededGenerator, log: inout [String]
    ) {
      let sigma = sigma.draw(using: &generator)
      log.append("video.blur: \(sigma.shown(digits: 2)) pixels")
      clip.pixels = GaussianBlur(sigma: sigma).apply(to: clip)
    }
  }
}
