import Foundation

/// Files that are either the old one or the new one, never half of it.
public enum AtomicFile {
  /// Writes `data` beside `url`, flushes it to the disk and renames it into place.
  ///
  /// Missing folders on the way are made.
  ///
  /// - Throws: ``FileError`` naming the file and the reason; the old file is then untouched.
  public static func write(_ data: Data, to url: URL) throws(FileError) {
    let folder = url.deletingLastPathComponent()
    let beside = folder.appendingPathComponent(".\(url.lastPathComponent).\(UUID().uuidString)")
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    } catch {
      throw FileError(url, "cannot make its folder")
    }
    let descriptor = open(beside.path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw FileError(url, lastReason()) }
    guard writeAll(data, to: descriptor), fsync(descriptor) == 0 else {
      let reason = lastReason()
      close(descriptor)
      unlink(beside.path)
      throw FileError(url, reason)
    }
    close(descriptor)
    guard rename(beside.path, url.path) == 0 else {
      let reason = lastReason()
      unlink(beside.path)
      throw FileError(url, reason)
    }
    // The rename itself lasts only once the folder is on the disk.
    let folderDescriptor = open(folder.path, O_RDONLY | O_CLOEXEC)
    if folderDescriptor >= 0 {
      fsync(folderDescriptor)
      close(folderDescriptor)
    }
  }

  private static func writeAll(_ data: Data, to descriptor: Int32) -> Bool {
    data.withUnsafeBytes { bytes in
      var offset = 0
      while offset < bytes.count {
        let written = Foundation.write(
          descriptor, bytes.baseAddress?.advanced(by: offset), bytes.count - offset)
        if written < 0, errno == EINTR { continue }
        guard written > 0 else { return false }
        offset += written
      }
      return true
    }
  }

  private static func lastReason() -> String { String(cString: strerror(errno)) }
}
