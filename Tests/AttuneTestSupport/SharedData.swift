import Foundation

/// The real data that lies beside a checkout and is never committed.
public enum SharedData {
  /// `../shared/data` as seen from the package's root, or `nil` where it is absent.
  public static let folder: URL? = {
    let root = URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    let folder =
      ProcessInfo.processInfo.environment["ATTUNE_SHARED_DATA"].map(URL.init(fileURLWithPath:))
      ?? root.deletingLastPathComponent().appendingPathComponent("shared/data")
    return FileManager.default.fileExists(atPath: folder.path) ? folder : nil
  }()

  /// Whether tests on real data can run; use with `.enabled(if:_:)`.
  public static var isPresent: Bool { folder != nil }

  /// What a skipped test says.
  public static let absence: String = "the real data folder ../shared/data is absent"
}
