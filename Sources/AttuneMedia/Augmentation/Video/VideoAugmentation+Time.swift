import AttuneCore

extension VideoAugmentation {
  /// Shows the clip some frames earlier or later; the frame at the end that is left free is repeated.
  public struct TimeShift: Codable, Sendable, Equatable {
    /// How likely a clip is changed, 0…1.
    public var probability = 0.0
    /// By how many of the clip's frames, rounded to a whole number; above 0 is later.
    public var frames = AugmentationRange(-1, 1)

    enum CodingKeys: String, CodingKey { case probability, frames }

    /// Off.
    public init() {}

    /// Decodes settings, with defaults for keys left out.
    public init(from decoder: any Decoder) throws {
      let values = try decoder.container(keyedBy: CodingKeys.self)
      probability = try values.value(.probability, or: probability)
      frames = try values.value(.frames, or: frames)
    }

    func validate() throws(AugmentationError) {
      try AugmentationError.requireProbability(probability, "video.time_shift.probability")
      try frames.within(-4096...4096, "video.time_shift.frames")
    }

    /// For each place in the clip, the frame that stands there.
    func order(_ numFrames: Int, using generator: inout SeededGenerator, log: inout [String])
      -> [Int]
    {
      // Half a frame more at each end makes all whole numbers equally likely.
      let widened = AugmentationRange(frames.lower - 0.5, frames.upper + 0.5)
      let drawn = Int(widened.draw(using: &generator).rounded())
      let shift = min(Int(frames.upper.rounded()), max(Int(frames.lower.rounded()), drawn))
      if shift != 0 { log.append("video.time_shift: \(shift) frames") }
      return (0..<numFrames).map { min(numFrames - 1, max(0, $0 - shift)) }
    }
  }

  /// Loses frames, as a bad connection does: a lost frame repeats the one before it.
  ///
  /// Lost frames at the start repeat the first that is left; one always is.
  public struct FrameDropout: Codable, Sendable, Equatable {
    /// How likely a clip is changed, 0…1.
    public var probability = 0.0
    /// How likely each frame of such a clip is lost.
    public var share = AugmentationRange(0.1, 0.3)

    enum CodingKeys: String, CodingKey { case probability, share }

    /// Off.
    public init() {}

    /// Decodes settings, with defaults for keys left out.
    public init(from decoder: any Decoder) throws {
      let values = try decoder.container(keyedBy: CodingKeys.self)
      probability = try values.value(.probability, or: probability)
      share = try values.value(.share, or: share)
    }

    func validate() throws(AugmentationError) {
      try AugmentationError.requireProbability(probability, "video.frame_dropout.probability")
      try share.within(0...1, "video.frame_dropout.share")
    }

    /// For each place in the clip, the frame that stands there.
    func order(_ numFrames: Int, using generator: inout SeededGenerator, log: inout [String])
      -> [Int]
    {
      let share = share.draw(using: &generator)
      let spared = generator.index(below: numFrames)
      let isLost = (0..<numFrames).map { _ in generator.happens(share) }
      let kept = (0..<numFrames).filter { !isLost[$0] }
      // Whom chance spares is drawn before it is known whether anybody else is left.
      let left = kept.isEmpty ? [spared] : kept
      if left.count < numFrames {
        log.append("video.frame_dropout: \(numFrames - left.count) frames")
      }
      var source = left[0]
      return (0..<numFrames).map { place in
        if left.contains(place) { source = place }
        return source
      }
    }
  }
}
