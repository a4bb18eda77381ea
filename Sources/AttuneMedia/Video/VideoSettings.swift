import AttuneCore

/// Which frames of a video to take, and their size.
///
/// In a configuration: `num_frames`, `height`, `width`, `shortest_edge`, `resize`, `spacing`. Keys
/// left out have their defaults, an unknown key is an error.
public struct VideoSettings: Hashable, Sendable {
  /// How a frame is scaled.
  public enum Resize: String, Choice, Sendable {
    /// A triangle over the neighbouring pixels, widened when shrinking so that nothing aliases.
    case bilinear
    /// The mean of the pixels that a new pixel covers.
    case area
  }

  /// What "evenly over the clip" means.
  ///
  /// With a constant frame rate both choose the same frames.
  public enum Spacing: String, Choice, Sendable {
    /// Frame ⌊i(n−1)/(k−1)⌋ of n for i in 0..<k, as `numpy.linspace(0, n-1, k).astype(int)`.
    case frames
    /// The frame on show at t₀ + i(t₁−t₀)/(k−1), t₀ and t₁ being the times of the first and last.
    case time
  }

  /// How many frames a clip has; a video with no more than these gives all, the last repeated.
  public var numFrames: Int
  /// Rows of a frame.
  public var height: Int
  /// Columns of a frame.
  public var width: Int
  /// What the shorter edge of a picture is scaled to, in pixels, before its middle is cut out.
  ///
  /// `nil` scales the whole picture to height and width and does not keep its aspect.
  public var shortestEdge: Int?
  /// How a frame is scaled.
  public var resize: Resize
  /// What "evenly over the clip" means.
  public var spacing: Spacing

  /// Settings with every default visible.
  public init(
    numFrames: Int = 8, height: Int = 224, width: Int = 224, shortestEdge: Int? = nil,
    resize: Resize = .bilinear, spacing: Spacing = .frames
  ) {
    self.numFrames = numFrames
    self.height = height
    self.width = width
    self.shortestEdge = shortestEdge
    self.resize = resize
    self.spacing = spacing
  }

  /// Fails where a count or size is not possible.
  ///
  /// - Throws: ``MediaError/invalidSettings(_:)`` naming the key.
  public func validate() throws(MediaError) {
    try Self.check("num_frames", numFrames, 1...4096)
    try Self.check("height", height, 1...4096)
    try Self.check("width", width, 1...4096)
    if let shortestEdge {
      try Self.check("shortest_edge", shortestEdge, max(height, width)...4096)
    }
  }

  private static func check(_ key: String, _ value: Int, _ range: ClosedRange<Int>)
    throws(MediaError)
  {
    guard range.contains(value) else {
      throw .invalidSettings(
        "\(key) is \(value); give a number from \(range.lowerBound) to \(range.upperBound)")
    }
  }
}

extension VideoSettings: Codable {
  private enum CodingKeys: String, CodingKey, CaseIterable {
    case numFrames = "num_frames"
    case height, width
    case shortestEdge = "shortest_edge"
    case resize, spacing
  }

  /// Reads settings, with defaults for keys left out.
  public init(from decoder: any Decoder) throws {
    try SettingsKeys.rejectUnknown(in: decoder, known: CodingKeys.allCases)
    let container = try decoder.container(keyedBy: CodingKeys.self)
    self.init()
    numFrames = try container.decodeIfPresent(Int.self, forKey: .numFrames) ?? numFrames
    height = try container.decodeIfPresent(Int.self, forKey: .height) ?? height
    width = try container.decodeIfPresent(Int.self, forKey: .width) ?? width
    shortestEdge = try container.decodeIfPresent(Int.self, forKey: .shortestEdge)
    resize = try container.decodeIfPresent(Resize.self, forKey: .resize) ?? resize
    spacing = try container.decodeIfPresent(Spacing.self, forKey: .spacing) ?? spacing
  }
}
