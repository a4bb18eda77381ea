import ArgumentParser
import AttuneMedia
import Foundation

/// How media are decoded and kept.
struct MediaOptions: ParsableArguments {
  @Flag(help: "Fail on the first missing or unreadable medium instead of counting it as missing.")
  var requireMedia = false

  @Option(
    name: .customLong("cache"),
    help: ArgumentHelp(
      "Folder for decoded media. Default: $XDG_CACHE_HOME/attune/media, or ~/.cache/attune/media.",
      valueName: "folder"))
  var cacheFolder: String?

  @Flag(help: "Decode media every time instead of keeping them.")
  var noCache = false

  func cache() throws -> MediaCache? {
    guard !noCache else { return nil }
    return try MediaCache(folder: cacheFolder.map(URL.init(fileURLWithPath:)) ?? Self.usualFolder)
  }

  private static var usualFolder: URL {
    let environment = ProcessInfo.processInfo.environment
    let base =
      environment["XDG_CACHE_HOME"].map(URL.init(fileURLWithPath:))
      ?? FileManager.default.homeDirectoryForCurrentUser.appendingPathComponent(".cache")
    return base.appendingPathComponent("attune/media")
  }
}
