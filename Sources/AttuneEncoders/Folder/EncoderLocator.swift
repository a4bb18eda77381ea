import Foundation
import ModelHub

/// Finds the folder of an encoder that is given by name or by path.
///
/// A folder that exists is taken as it is given. Else the name is looked up in `./models`, in the
/// folder that `ATTUNE_MODELS` names, in `/usr/local/share/attune/models`, where set-up puts the
/// embedded text encoder, and in the cache of the model hub's tools, where `attune models fetch`
/// puts what it fetches: `bert-base-uncased`, `facebook/wav2vec2-base` or `wav2vec2-base`.
public struct EncoderLocator: Sendable {
  /// The folders that are searched, in order.
  public let folders: [URL]
  /// The cache that is searched last, if any.
  public let cache: HubCache?

  /// Searches given folders.
  public init(folders: [URL], cache: HubCache? = nil) {
    self.folders = folders
    self.cache = cache
  }

  /// Searches the usual folders.
  public init(environment: [String: String] = ProcessInfo.processInfo.environment) {
    var folders = [URL(fileURLWithPath: "models", isDirectory: true)]
    if let named = environment["ATTUNE_MODELS"], !named.isEmpty {
      folders.append(URL(fileURLWithPath: named, isDirectory: true))
    }
    folders.append(URL(fileURLWithPath: "/usr/local/share/attune/models", isDirectory: true))
    self.folders = folders
    cache = HubCache(environment: environment)
  }

  /// Returns the folder of an encoder.
  ///
  /// - Parameter name: a path, or the folder's name, as `all-MiniLM-L6-v2`.
  /// - Throws: ``EncoderFolderError/notFound(name:searched:)`` with all the places looked at;
  ///   `HubError` if several publishers' models in the cache have that name.
  public func folder(of name: String) throws -> URL {
    let given = URL(fileURLWithPath: name, isDirectory: true)
    var candidates = [given]
    // An absolute path says exactly where; so does one that climbs.
    let isName = !name.hasPrefix("/") && !name.split(separator: "/").contains("..")
    if isName { candidates += folders.map { $0.appendingPathComponent(name, isDirectory: true) } }
    for candidate in candidates where Self.isFolder(candidate) { return candidate }
    if isName, let cache {
      if let snapshot = try cache.snapshot(of: name) { return snapshot }
      candidates.append(cache.folder)
    }
    throw EncoderFolderError.notFound(name: name, searched: candidates)
  }

  private static func isFolder(_ url: URL) -> Bool {
    var isDirectory: ObjCBool = false
    return FileManager.default.fileExists(atPath: url.path, isDirectory: &isDirectory)
      && isDirectory.boolValue
  }
}
