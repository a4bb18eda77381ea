import Foundation

/// A file as bytes in memory, read by the system when they are looked at.
final class MappedFile: Sendable {
  private nonisolated(unsafe) let address: UnsafeMutableRawPointer?
  private let count: Int

  /// Maps a file.
  ///
  /// - Throws: ``PredictionTableError`` with the system's reason.
  init(_ url: URL) throws(PredictionTableError) {
    let descriptor = open(url.path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw PredictionTableError(url.path, .inaccessible(Self.reason()))
    }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      throw PredictionTableError(url.path, .inaccessible("is no file"))
    }
    count = Int(status.st_size)
    guard count > 0 else {
      address = nil
      return
    }
    guard let mapped = mmap(nil, count, PROT_READ, MAP_PRIVATE, descriptor, 0),
      mapped != MAP_FAILED
    else { throw PredictionTableError(url.path, .inaccessible(Self.reason())) }
    address = mapped
  }

  deinit {
    if let address { munmap(address, count) }
  }

  var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: address, count: count) }

  /// Gives the memory of bytes back that are not needed any more; they can still be read.
  func release(_ range: Range<Int>) {
    let page = Int(getpagesize())
    let start = (range.lowerBound + page - 1) / page * page
    let end = range.upperBound / page * page
    guard let address, start < end else { return }
    madvise(address + start, end - start, MADV_DONTNEED)
  }

  private static func reason() -> String {
    errno == ENOENT ? "no such file" : String(cString: strerror(errno))
  }
}
