import AttuneCore
import Foundation

/// Puts a model's files into the cache of the hub's own tools.
///
/// A content is a blob named by its checksum; the snapshot of a commit links to it. The branch is
/// written last, so a model that is found by it is whole.
struct CacheStore: ModelStore {
  private let cache: HubCache
  private let model: ModelName
  private let commit: String
  private let download: Download

  init(_ cache: HubCache, _ model: ModelName, commit: String, _ download: Download) {
    self.cache = cache
    self.model = model
    self.commit = commit
    self.download = download
  }

  var folder: URL { repository.appendingPathComponent("snapshots/\(commit)", isDirectory: true) }

  private var repository: URL { cache.repository(of: model) }

  func bring(_ file: RemoteFile) throws -> (url: URL, wasFetched: Bool) {
    let blobs = repository.appendingPathComponent("blobs", isDirectory: true)
    let blob = blobs.appendingPathComponent(file.checksum.digits)
    let lock = cache.lock(of: model, blob: file.checksum.digits)
    for folder in [blobs, folder, lock.deletingLastPathComponent()] { try Self.makeFolder(folder) }
    let held = try FileLock(lock) { download.notify(.waiting(file: file.path)) }
    return try withExtendedLifetime(held) {
      let isPresent = size(of: blob) == file.size
      if !isPresent {
        try download(
          file, collecting: blobs.appendingPathComponent("\(file.checksum.digits).incomplete"),
          as: blob)
      }
      return (try link(file.path, to: "../../blobs/\(file.checksum.digits)"), !isPresent)
    }
  }

  func finish(_ revision: Revision) throws {
    guard !revision.isCommit else { return }
    let url = repository.appendingPathComponent("refs").appendingPathComponent(revision.name)
    do {
      try AtomicFile.write(Data(commit.utf8), to: url)
    } catch {
      throw HubError.file(path: error.path, reason: error.reason)
    }
  }

  /// Makes a link beside and renames it, so that a reader finds the old one or the new one.
  private func link(_ name: String, to target: String) throws(HubError) -> URL {
    let url = folder.appendingPathComponent(name)
    if (try? FileManager.default.destinationOfSymbolicLink(atPath: url.path)) == target {
      return url
    }
    let beside = folder.appendingPathComponent(".\(name).\(UUID().uuidString)")
    guard symlink(target, beside.path) == 0 else { throw .lastSystemError(url) }
    guard rename(beside.path, url.path) == 0 else {
      let error = HubError.lastSystemError(url)
      unlink(beside.path)
      throw error
    }
    return url
  }
}
