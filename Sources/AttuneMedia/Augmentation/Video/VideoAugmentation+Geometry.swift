import AttuneCore

extension VideoAugmentation {
  /// Cuts a rectangle out of the picture and brings it to the picture's size.
  ///
  /// Ten rectangles are drawn until one fits; where none does, the picture stays whole.
  /// Source: Szegedy et al. 2015, arXiv:1409.4842; as torchvision's `RandomResizedCrop`.
  public struct Crop: Codable, Sendable, Equatable {
    /// How likely a clip is changed, 0…1.
    public var probability = 0.0
    /// The rectangle's area as a share of the picture's.
    public var area = AugmentationRange(0.7, 1)
    /// Its width over its height; drawn so that a ratio and its inverse are equally likely.
    public var aspect = AugmentationRange(0.8, 1.25)

    enum CodingKeys: String, CodingKey { case probability, area, aspect }

    /// Off.
    public init() {}

    /// Decodes settings, with defaults for keys left out.
    public init(from decoder: any Decoder) throws {
      let values = try decoder.container(keyedBy: CodingKeys.self)
      probability = try values.value(.probability, or: probability)
      area = try values.value(.area, or: area)
      aspect = try values.value(.aspect, or: aspect)
    }

    func validate() throws(AugmentationError) {
      try AugmentationError.requireProbability(probability, "video.crop.probability")
      try area.within(0.01...1, "video.crop.area")
      try aspect.within(0.1...10, "video.crop.aspect")
    }

    func apply(
      to clip: inout VideoClip, using generator: inout SeededGenerator, log: inout [String]
    ) {
      guard
        let rectangle = PixelRectangle.draw(
          area: area, aspect: aspect, height: clip.height, width: clip.width, using: &generator)
      else { return }
      log.append("video.crop: \(rectangle)")
      clip.pixels = FrameOperations.resizedCrop(clip, rectangle)
    }
  }

  /// Exchanges left and right.
  public struct Flip: Codable, Sendable, Equatable {
    /// How likely a clip is mirrored, 0…1.
    public var probability = 0.0

    enum CodingKeys: String, CodingKey { case probability }

    /// Off.
    public init() {}

    /// Decodes settings, with defaults for keys left out.
    public init(from decoder: any Decoder) throws {
      let values = try decoder.container(keyedBy: CodingKeys.self)
      probability = try values.value(.probability, or: probability)
    }

    func validate() throws(AugmentationError) {
      try AugmentationError.requireProbability(probability, "video.flip.probability")
    }

    func apply(to clip: inout VideoClip, log: inout [String]) {
      log.append("video.flip")
      clip.pixels = FrameOperations.mirrored(clip)
    }
  }

  /// Hides a rectangle, the same in all frames.
  ///
  /// Ten rectangles are drawn until one fits; where none does, nothing is hidden.
  /// Source: Zhong et al. 2020, arXiv:1708.04896 (random erasing; RE-R is `noise`, RE-M `mean`).
  public struct Erase: Codable, Sendable, Equatable {
    /// What is put over the rectangle.
    public enum Fill: String, Choice, Sendable {
      /// Bytes drawn for each pixel and colour.
      case noise
      /// The clip's mean colour.
      case mean
    }

    /// How likely a clip is changed, 0…1.
    public var probability = 0.0
    /// The rectangle's area as a share of the picture's.
    public var area = AugmentationRange(0.02, 0.2)
    /// Its width over its height; drawn so that a ratio and its inverse are equally likely.
    public var aspect = AugmentationRange(0.3, 3.3)
    /// What is put over it.
    public var fill = Fill.noise

    enum CodingKeys: String, CodingKey { case probability, area, aspect, fill }

    /// Off.
    public init() {}

    /// Decodes settings, with defaults for keys left out.
    public init(from decoder: any Decoder) throws {
      let values = try decoder.container(keyedBy: CodingKeys.self)
      probability = try values.value(.probability, or: probability)
      area = try values.value(.area, or: area)
      aspect = try values.value(.aspect, or: aspect)
      fill = try values.value(.fill, or: fill)
    }

    func validate() throws(AugmentationError) {
      try AugmentationError.requireProbability(probability, "video.erase.probability")
      try area.within(0.001...0.9, "video.erase.area")
      try aspect.within(0.1...10, "video.erase.aspect")
    }

    func apply(
      to clip: inout VideoClip, using generator: inout SeededGenerator, log: inout [String]
    ) {
      guard
        let rectangle = PixelRectangle.draw(
          area: area, aspect: aspect, height: clip.height, width: clip.width, using: &generator)
      else { return }
      log.append("video.erase: \(rectangle), \(fill.rawValue)")
      let numBytes = rectangle.width * rectangle.height * 3
      let bytes: [UInt8]
      switch fill {
      case .noise:
        bytes = (0..<numBytes).map { _ in UInt8(truncatingIfNeeded: generator.next() >> 56) }
      case .mean:
        let mean = FrameOperations.meanColour(clip)
        bytes = (0..<numBytes).map { mean[$0 % 3] }
      }
      FrameOperations.cover(&clip, rectangle, with: bytes)
    }
  }
}
