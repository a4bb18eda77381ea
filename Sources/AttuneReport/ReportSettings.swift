import AttuneCore
import Foundation

/// What a report is made of beside the runs.
public struct ReportSettings: Sendable {
  /// The split that is scored.
  public var split: Split
  /// The corpus, or `nil` for the one that the runs name.
  public var data: URL?
  /// How many of the most confident errors are shown.
  public var numErrors: Int
  /// Whether frames and sound of these are shown; they are people's faces and voices.
  public var showsMedia: Bool
  /// The command that makes the report again, for the page.
  public var command: [String]

  /// Creates settings with every default visible.
  public init(
    split: Split = .test, data: URL? = nil, numErrors: Int = 8, showsMedia: Bool = true,
    command: [String] = []
  ) {
    self.split = split
    self.data = data
    self.numErrors = numErrors
    self.showsMedia = showsMedia
    self.command = command
  }
}
