import AttuneCore
import Foundation

/// A file of events that TensorBoard reads while it grows.
///
/// An event is one write, so a crash leaves whole events and at most the beginning of one, over
/// which TensorBoard waits and then goes on with the folder's next file. A write that fails is
/// taken back.
public final class EventFile {
  /// The file, named so that it sorts behind every event file that was in the folder before.
  public let url: URL
  /// Whether the folder held no event file before.
  public let isFirst: Bool
  private let descriptor: Int32
  private var length = 0
  /// The system's `write`, which a test lets fail.
  var write: (Int32, UnsafeRawPointer?, Int) -> Int = { Foundation.write($0, $1, $2) }

  /// Starts a file in `folder`, which is made where it is missing.
  ///
  /// - Parameter step: Events of earlier files that are of this step or a later one are no longer
  ///   shown: the first step that comes now, of a run that goes on from a checkpoint.
  /// - Throws: ``FileError``.
  public init(in folder: URL, from step: Int = 0) throws(FileError) {
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    } catch {
      throw FileError(folder, "cannot make the folder")
    }
    let existing = try Self.files(in: folder)
    isFirst = existing.isEmpty
    let last = existing.compactMap(Self.number).max() ?? 0
    url = folder.appendingPathComponent(
      Self.name(max(last + 1, Int(Date().timeIntervalSince1970))))
    descriptor = open(url.path, O_WRONLY | O_CREAT | O_EXCL | O_APPEND | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw FileError(url, String(cString: strerror(errno))) }
    try append(.fileVersion, step: step)
    try append(.sessionStart, step: step)
  }

  deinit { close(descriptor) }

  /// Adds values of one step.
  ///
  /// - Throws: ``FileError``, for example on a full disk; the file then ends with the event before.
  public func add(_ summaries: [Summary], step: Int) throws(FileError) {
    guard !summaries.isEmpty else { return }
    try append(.summaries(summaries), step: step)
  }

  /// The event files of a folder in the order in which TensorBoard reads them.
  ///
  /// - Throws: ``FileError``.
  static func files(in folder: URL) throws(FileError) -> [String] {
    do {
      return try FileManager.default.contentsOfDirectory(atPath: folder.path)
        .filter { $0.contains("tfevents") }.sorted()
    } catch {
      throw FileError(folder, "cannot be listed")
    }
  }

  /// The number after `tfevents.`: seconds since 1970 when the file was begun.
  private static func number(of name: String) -> Int? {
    let field = name.split(separator: ".").drop { $0 != "tfevents" }.dropFirst().first
    return field.flatMap { Int32($0) }.map(Int.init)
  }

  private static func name(_ number: Int) -> String {
    let digits = String(number)
    let padding = String(repeating: "0", count: max(0, 10 - digits.count))
    var buffer = [CChar](repeating: 0, count: 256)
    let host = gethostname(&buffer, buffer.count - 1) == 0 ? buffer.prefix { $0 != 0 } : []
    let name = String(decoding: host.map(UInt8.init(bitPattern:)), as: UTF8.self)
      .filter { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }
    return "events.out.tfevents.\(padding)\(digits).\(name.isEmpty ? "host" : name).\(getpid()).0"
  }

  private func append(_ content: Event.Content, step: Int) throws(FileError) {
    let event = Event(wallTime: Date().timeIntervalSince1970, step: step, content: content)
    let bytes = Record.bytes(event.encoded)
    let written = bytes.withUnsafeBytes { buffer in
      var offset = 0
      while offset < buffer.count {
        let rest = buffer.count - offset
        let count = write(descriptor, buffer.baseAddress?.advanced(by: offset), rest)
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { return false }
        offset += count
      }
      return true
    }
    guard written else {
      let reason = String(cString: strerror(errno))
      // Behind half an event nothing would be read.
      _ = ftruncate(descriptor, length)
      throw FileError(url, reason)
    }
    length += bytes.count
  }
}
