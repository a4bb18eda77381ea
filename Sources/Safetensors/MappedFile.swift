import Foundation

/// A whole file mapped into memory for as long as the object lives.
///
/// The mapping is private: who borrows its memory and writes to it after all gets a page of its own
/// instead of a crash, and the file stays as it is.
///
/// Nobody may shorten the file meanwhile: our own writers replace files by renaming, which leaves
/// an existing mapping intact.
package final class MappedFile: @unchecked Sendable {
  /// Why a file cannot be mapped, in the system's words.
  package struct Failure: Error {
    package let reason: String
  }

  /// All bytes of the file, valid for as long as this object lives.
  package let bytes: UnsafeRawBufferPointer

  /// Maps the file.
  package init(_ url: URL) throws(Failure) {
    // Without O_NONBLOCK, opening a named pipe would wait for its writer for ever.
    let descriptor = open(url.path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw Failure(reason: String(cString: strerror(errno))) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else {
      throw Failure(reason: String(cString: strerror(errno)))
    }
    guard status.st_mode & S_IFMT == S_IFREG else { throw Failure(reason: "not a regular file") }
    let count = Int(status.st_size)
    // An empty file cannot be mapped; it is the caller's to say what its absence of content means.
    guard count > 0 else {
      bytes = UnsafeRawBufferPointer(start: nil, count: 0)
      return
    }
    let start = mmap(
      nil, count, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_NORESERVE, descriptor, 0)
    guard let start, start != MAP_FAILED else {
      throw Failure(reason: String(cString: strerror(errno)))
    }
    bytes = UnsafeRawBufferPointer(start: start, count: count)
  }

  deinit {
    if let start = bytes.baseAddress {
      munmap(UnsafeMutableRawPointer(mutating: start), bytes.count)
    }
  }
}
