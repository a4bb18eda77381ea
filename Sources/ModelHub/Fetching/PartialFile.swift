import AttuneDigest
import Foundation

/// What is there of a file that is being fetched; it gets its name only when it is whole.
final class PartialFile {
  /// The file, `….incomplete`.
  let url: URL
  /// How many bytes are there.
  private(set) var size = 0 {
    didSet { furthest = max(furthest, size) }
  }
  /// The most bytes that ever were there.
  private(set) var furthest = 0
  /// Whether some of them came from an earlier call.
  private(set) var isResumed: Bool

  private let file: RemoteFile
  private var digest: RunningDigest
  private var descriptor: Int32

  /// Opens what an earlier call left, or an empty file.
  ///
  /// - Throws: ``HubError``, as all that follows.
  init(_ url: URL, for file: RemoteFile) throws(HubError) {
    self.url = url
    self.file = file
    digest = file.checksum.start(size: file.size)
    isResumed = false
    // Not appending: two that write the same file, where locks do not work, write the same bytes
    // to the same places.
    descriptor = open(url.path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw .lastSystemError(url) }
    try readBack()
    isResumed = size > 0
    if size > file.size { try restart() }
    try checkSpace()
  }

  deinit { close(descriptor) }

  /// Adds what came.
  func append(_ data: Data) throws(HubError) {
    let written = data.withUnsafeBytes { bytes in
      var offset = 0
      while offset < bytes.count {
        let count = write(
          descriptor, bytes.baseAddress?.advanced(by: offset), bytes.count - offset)
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { return false }
        digest.update(UnsafeRawBufferPointer(rebasing: bytes[offset..<offset + count]))
        offset += count
        size += count
      }
      return true
    }
    guard written else { throw .lastSystemError(url) }
  }

  /// Empties the file.
  func restart() throws(HubError) {
    guard ftruncate(descriptor, 0) == 0, lseek(descriptor, 0, SEEK_SET) == 0 else {
      throw .lastSystemError(url)
    }
    size = 0
    isResumed = false
    digest = file.checksum.start(size: file.size)
  }

  /// What is there hashes to.
  var digits: String { digest.digits() }

  /// Gives the file its name.
  func finish(as target: URL) throws(HubError) {
    guard fsync(descriptor) == 0 else { throw .lastSystemError(url) }
    guard rename(url.path, target.path) == 0 else { throw .lastSystemError(target) }
    // The name is on the disk only once its folder is.
    let folder = open(
      target.deletingLastPathComponent().path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    if folder >= 0 {
      _ = fsync(folder)
      close(folder)
    }
  }

  /// Removes what is there.
  func remove() { unlink(url.path) }

  private func readBack() throws(HubError) {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw .lastSystemError(url) }
    var buffer = [UInt8](repeating: 0, count: 1 << 20)
    while size < status.st_size {
      let count = buffer.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw .lastSystemError(url) }
      if count == 0 { return }
      buffer.withUnsafeBytes { digest.update(UnsafeRawBufferPointer(rebasing: $0[..<count])) }
      size += count
    }
  }

  /// Fails before the first byte where the file cannot fit.
  private func checkSpace() throws(HubError) {
    var status = statvfs()
    guard statvfs(url.path, &status) == 0 else { return }
    let (free, overflow) = Int(status.f_bavail).multipliedReportingOverflow(
      by: Int(status.f_frsize))
    let missing = file.size - size - (overflow ? .max : free)
    if missing > 0 { throw .diskFull(path: url.path, missingBytes: missing) }
  }
}
