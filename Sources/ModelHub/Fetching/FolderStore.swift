import AttuneDigest
import Foundation

/// Puts a model's files into a plain folder.
///
/// What is begun lies in `.incomplete` within it until all is there.
struct FolderStore: ModelStore {
  let folder: URL
  private let download: Download
  private let lock: FileLock

  /// Makes the folder and keeps others from fetching into it.
  init(_ folder: URL, _ download: Download) throws {
    self.folder = folder
    self.download = download
    try Self.makeFolder(folder)
    lock = try FileLock(folder) { download.notify(.waiting(file: folder.lastPathComponent)) }
  }

  func bring(_ file: RemoteFile) throws -> (url: URL, wasFetched: Bool) {
    let url = folder.appendingPathComponent(file.path)
    if try isPresent(file, at: url) { return (url, false) }
    let beginnings = Self.beginnings(in: folder)
    try Self.makeFolder(beginnings)
    try download(
      file, collecting: beginnings.appendingPathComponent("\(file.checksum.digits).incomplete"),
      as: url)
    return (url, true)
  }

  func finish(_ revision: Revision) throws {
    try? FileManager.default.removeItem(at: Self.beginnings(in: folder))
  }

  private static func beginnings(in folder: URL) -> URL {
    folder.appendingPathComponent(".incomplete", isDirectory: true)
  }

  /// Whether the file of that name is the one that is wanted: a folder's names promise nothing.
  private func isPresent(_ file: RemoteFile, at url: URL) throws(HubError) -> Bool {
    guard size(of: url) == file.size else { return false }
    guard let handle = try? FileHandle(forReadingFrom: url) else {
      throw .lastSystemError(url)
    }
    defer { try? handle.close() }
    var digest = file.checksum.start(size: file.size)
    while let piece = try? handle.read(upToCount: 1 << 20), !piece.isEmpty { digest.update(piece) }
    return digest.digits() == file.checksum.digits
  }
}
