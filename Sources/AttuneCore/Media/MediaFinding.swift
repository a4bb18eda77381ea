import Foundation

/// What an inspection of one media file found.
public struct MediaFinding: Sendable, Hashable {
  /// The file.
  public var url: URL
  /// What was looked for in it.
  public var modality: Modality
  /// The state it is in.
  public var condition: MediaCondition
  /// Length in seconds, where it decodes.
  public var durationSeconds: Double?
  /// Sample rate in Hz, for sound that decodes.
  public var sampleRate: Int?

  /// Creates a finding.
  public init(
    url: URL, modality: Modality, condition: MediaCondition, durationSeconds: Double? = nil,
    sampleRate: Int? = nil
  ) {
    self.url = url
    self.modality = modality
    self.condition = condition
    self.durationSeconds = durationSeconds
    self.sampleRate = sampleRate
  }
}
