import AttuneCore
import AttuneFusion
import Foundation

/// Where everything stands in the folder of a fusion.
public struct FusionFolder: Sendable {
  /// The folder.
  public let url: URL

  /// Names the folder; nothing is read or made.
  public init(_ url: URL) {
    // The runs' paths are relative to it, and a URL made before the folder was says it is a file.
    self.url = URL(fileURLWithPath: url.path, isDirectory: true)
  }

  /// The fitted fusion.
  public var fusion: URL { url.appendingPathComponent("fusion.json") }
  /// The runs whose models are fused.
  public var runList: URL { url.appendingPathComponent("runs.json") }
  /// Prediction tables of the chosen strategy, one a split.
  public var predictions: URL { url.appendingPathComponent("predictions") }
  /// Evaluations, a folder a split.
  public var evaluation: URL { url.appendingPathComponent("evaluation") }

  /// The folder of one of several strategies that were tried.
  public func strategy(_ strategy: LateFusion) -> FusionFolder {
    FusionFolder(url.appendingPathComponent("strategies/\(strategy.rawValue)"))
  }

  /// Whether the folder holds a fusion.
  public var isFusion: Bool { FileManager.default.fileExists(atPath: fusion.path) }

  /// Remembers the runs, relative to this folder so that both can be moved together.
  public func write(runs: [URL]) throws {
    let paths = runs.map { Self.relative($0, to: url) }
    try AtomicFile.write(json: paths, to: runList)
  }

  /// The folders of the runs.
  ///
  /// - Throws: ``FileError`` if the list is missing or damaged.
  public func runs() throws -> [URL] {
    guard let data = try? Data(contentsOf: runList),
      let paths = try? JSONDecoder().decode([String].self, from: data)
    else {
      throw FileError(runList, "is missing or damaged; run 'attune fuse' again")
    }
    return paths.map { URL(fileURLWithPath: $0, relativeTo: url).standardizedFileURL }
  }

  private static func relative(_ target: URL, to base: URL) -> String {
    let target = target.standardizedFileURL.pathComponents
    let base = base.standardizedFileURL.pathComponents
    let shared = zip(target, base).prefix { $0 == $1 }.count
    let up = [String](repeating: "..", count: base.count - shared)
    return (up + target.dropFirst(shared)).joined(separator: "/")
  }
}
