import Foundation

/// A lock that other processes see, the hub's own tools as well; it ends with the process.
final class FileLock {
  private let descriptor: Int32

  /// Takes the lock, waiting for it if need be.
  ///
  /// - Parameters:
  ///   - url: a file, made if it is missing, or a folder that exists.
  ///   - willWait: called if somebody else has it.
  /// - Throws: ``HubError/file(path:reason:)``.
  init(_ url: URL, willWait: () -> Void) throws(HubError) {
    var isDirectory: ObjCBool = false
    let isFolder =
      FileManager.default.fileExists(atPath: url.path, isDirectory: &isDirectory)
      && isDirectory.boolValue
    descriptor =
      isFolder
      ? open(url.path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
      : open(url.path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw .lastSystemError(url) }
    if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { return }
    if errno == EWOULDBLOCK { willWait() }
    while flock(descriptor, LOCK_EX) != 0 {
      guard errno == EINTR else {
        let error = HubError.lastSystemError(url)
        close(descriptor)
        throw error
      }
    }
  }

  deinit { close(descriptor) }
}

extension HubError {
  /// What the system said last about a file.
  static func lastSystemError(_ url: URL) -> HubError {
    errno == ENOSPC || errno == EDQUOT
      ? .diskFull(path: url.path, missingBytes: nil)
      : .file(path: url.path, reason: String(cString: strerror(errno)))
  }
}
