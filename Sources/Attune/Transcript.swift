/// What was heard in a sound file.
public struct Transcript: Sendable, Codable, Equatable {
  /// The words; empty where none were heard.
  public var text: String
  /// Length of the whole sound in seconds.
  public var durationSeconds: Double
  /// Whether the sound was longer than the limit, so that only its beginning was heard.
  public var isTruncated: Bool

  enum CodingKeys: String, CodingKey {
    case text
    case durationSeconds = "duration_seconds"
    case isTruncated = "is_truncated"
  }

  /// Creates a transcript.
  public init(text: String, durationSeconds: Double, isTruncated: Bool) {
    self.text = text
    self.durationSeconds = durationSeconds
    self.isTruncated = isTruncated
  }
}
