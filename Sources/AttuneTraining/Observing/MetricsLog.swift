import AttuneCore
import Foundation

/// The file `metrics.jsonl`: a line for each optimizer step, epoch and sample of the machine.
///
/// A run that resumes first drops the lines after its checkpoint, so an interrupted run and an
/// uninterrupted one leave the same lines but for the seconds in them and for the samples.
struct MetricsLog: TrainingObserver {
  private let url: URL
  private let handle: FileHandle
  private let encoder: JSONEncoder

  /// Opens the log and keeps the lines of what a checkpoint knows to be done.
  init(_ url: URL, keepingThrough progress: TrainingProgress) throws {
    self.url = url
    let kept = try Self.read(url).filter { line in
      switch line {
      case .step(let metrics): metrics.step <= progress.step
      case .epoch(let metrics): metrics.epoch <= progress.epoch
      case .system(let record): record.step <= progress.step
      }
    }
    encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    var data = Data()
    for line in kept { data += try encoder.encode(line) + Data("\n".utf8) }
    try AtomicFile.write(data, to: url)
    handle = try FileHandle(forWritingTo: url)
    try handle.seekToEnd()
  }

  /// Keeps steps and epochs, and nothing else.
  func observe(_ event: TrainingEvent) throws {
    switch event {
    case .step(let metrics, _, _, _, _): try append(.step(metrics))
    case .epoch(let metrics, _): try append(.epoch(metrics))
    case .note, .ready, .validated, .saved, .finished: break
    }
  }

  /// Appends one line.
  ///
  /// - Throws: `FileError`, as on a full disk.
  func append(_ line: MetricsLine) throws {
    let data = try encoder.encode(line) + Data("\n".utf8)
    // Not by the handle's own method, whose errors are many lines long.
    var rest = [UInt8](data)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { write(handle.fileDescriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw FileError(url, String(cString: strerror(errno))) }
      rest = rest.dropFirst(count)
    }
  }

  /// Reads a log; a last line that was cut short by a crash is left out.
  static func read(_ url: URL) throws -> [MetricsLine] {
    guard FileManager.default.fileExists(atPath: url.path) else { return [] }
    let decoder = JSONDecoder()
    let lines = try Data(contentsOf: url).split(separator: UInt8(ascii: "\n"))
    return lines.enumerated().compactMap { index, line in
      try? decoder.decode(MetricsLine.self, from: line)
    }
  }
}
