import Foundation

/// A file that is written beside another one and takes its place only when it is complete.
///
/// A crash at any moment leaves either the old content or the new one under the final name.
final class ReplacementFile {
  private let target: URL
  private let temporary: String
  private var descriptor: Int32

  /// Creates the file beside `target`.
  ///
  /// - Throws: ``SafetensorsError`` with `.unwritable`.
  init(for target: URL) throws(SafetensorsError) {
    self.target = target
    let name = ".\(target.lastPathComponent.prefix(100)).\(UUID().uuidString).partial"
    temporary = target.deletingLastPathComponent().appendingPathComponent(name).path
    descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw failure() }
  }

  /// Appends bytes.
  func write(_ bytes: UnsafeRawBufferPointer) throws(SafetensorsError) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let chunk = UnsafeRawBufferPointer(rebasing: rest)
      let count = Foundation.write(descriptor, chunk.baseAddress, chunk.count)
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { throw failure() }
      rest = rest.dropFirst(count)
    }
  }

  /// Leaves room at the place where the next write goes.
  func skip(_ count: Int) throws(SafetensorsError) {
    guard lseek(descriptor, off_t(count), SEEK_CUR) >= 0 else { throw failure() }
  }

  /// Writes bytes over the file's first ones, for which room was left.
  func overwriteStart(with bytes: [UInt8]) throws {
    guard lseek(descriptor, 0, SEEK_SET) >= 0 else { throw failure() }
    try bytes.withUnsafeBytes { try write($0) }
  }

  /// Synchronises the content to disk and gives it its final name.
  func commit() throws(SafetensorsError) {
    guard fsync(descriptor) == 0 else { throw failure() }
    let result = close(descriptor)
    descriptor = -1
    guard result == 0, rename(temporary, target.path) == 0 else { throw failure() }
    // The new name is on disk only once its folder is. Some file systems cannot synchronise a
    // folder; the file itself is safe then, so that is no failure.
    let folder = open(target.deletingLastPathComponent().path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    if folder >= 0 {
      _ = fsync(folder)
      close(folder)
    }
  }

  /// Removes what was written.
  func abandon() {
    if descriptor >= 0 { close(descriptor) }
    descriptor = -1
    unlink(temporary)
  }

  private func failure() -> SafetensorsError {
    SafetensorsError(
      file: target.path, tensor: nil, problem: .unwritable(String(cString: strerror(errno))))
  }
}
