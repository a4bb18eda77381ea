import Foundation

/// The folder in which the hub's own tools keep models, so that none is fetched twice.
///
/// `models--org--name/` holds `blobs/` (contents, named by their checksums), `snapshots/<commit>/`
/// (links into them under the files' own names) and `refs/` (which commit a branch was at).
public struct HubCache: Sendable, Hashable {
  /// The folder.
  public let folder: URL

  /// Names the folder; nothing is read or made.
  public init(folder: URL) { self.folder = folder }

  /// Finds the folder as the hub's tools do: `HF_HUB_CACHE`, else `hub` in `HF_HOME`, else
  /// `~/.cache/huggingface/hub`.
  public init(environment: [String: String] = ProcessInfo.processInfo.environment) {
    func named(_ key: String) -> URL? {
      guard let path = environment[key], !path.isEmpty else { return nil }
      let home = environment["HOME"] ?? NSHomeDirectory()
      let expanded = path == "~" || path.hasPrefix("~/") ? home + path.dropFirst() : path
      return URL(fileURLWithPath: expanded, isDirectory: true)
    }
    let caches =
      named("XDG_CACHE_HOME") ?? named("HOME")?.appendingPathComponent(".cache")
      ?? FileManager.default.homeDirectoryForCurrentUser.appendingPathComponent(".cache")
    folder =
      named("HF_HUB_CACHE") ?? named("HUGGINGFACE_HUB_CACHE")
      ?? (named("HF_HOME") ?? caches.appendingPathComponent("huggingface"))
      .appendingPathComponent("hub")
  }

  /// The folder of a model that is in the cache, whole or in part.
  ///
  /// - Parameter name: with or without its publisher; without one it must be the only model of
  ///   that name. The branch `main` is taken, or the only snapshot where there is no such branch.
  /// - Returns: `nil` where the cache has no such model, or the name is none of a model.
  /// - Throws: ``HubError/ambiguousName(_:candidates:)``.
  public func snapshot(of name: String) throws(HubError) -> URL? {
    guard let model = try? ModelName(name) else { return nil }
    if let snapshot = snapshot(in: repository(of: model)) { return snapshot }
    guard !model.repository.contains("/") else { return nil }
    let others = names(in: folder)
      .filter { $0.hasPrefix("models--") && $0.hasSuffix("--\(model.repository)") }
      .compactMap { name in
        snapshot(in: folder.appendingPathComponent(name)).map { (name, $0) }
      }
    guard others.count <= 1 else {
      let candidates = others.map {
        $0.0.dropFirst("models--".count).replacingOccurrences(of: "--", with: "/")
      }
      throw .ambiguousName(name, candidates: candidates.sorted())
    }
    return others.first?.1
  }

  /// The folder of one model.
  func repository(of model: ModelName) -> URL {
    folder.appendingPathComponent(model.cacheFolderName, isDirectory: true)
  }

  /// Where the lock of one of a model's blobs lies, for the hub's tools too.
  func lock(of model: ModelName, blob: String) -> URL {
    folder.appendingPathComponent(".locks").appendingPathComponent(model.cacheFolderName)
      .appendingPathComponent("\(blob).lock")
  }

  private func snapshot(in repository: URL) -> URL? {
    let snapshots = repository.appendingPathComponent("snapshots", isDirectory: true)
    let branch = repository.appendingPathComponent("refs").appendingPathComponent(Revision.main)
    if let text = try? String(contentsOf: branch, encoding: .utf8) {
      let commit = text.trimmingCharacters(in: .whitespacesAndNewlines)
      let folder = snapshots.appendingPathComponent(commit, isDirectory: true)
      return Revision.isCommit(commit) && isFolder(folder) ? folder : nil
    }
    let commits = names(in: snapshots).filter(Revision.isCommit)
    guard let only = commits.first, commits.count == 1 else { return nil }
    return snapshots.appendingPathComponent(only, isDirectory: true)
  }

  private func names(in folder: URL) -> [String] {
    (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
  }

  private func isFolder(_ url: URL) -> Bool {
    var isDirectory: ObjCBool = false
    return FileManager.default.fileExists(atPath: url.path, isDirectory: &isDirectory)
      && isDirectory.boolValue
  }
}
