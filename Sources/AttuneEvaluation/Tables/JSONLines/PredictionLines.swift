import AttuneCore
import Foundation

/// Reads JSON-lines on all cores, a piece of the file at a time.
enum PredictionLines {
  /// What the lines of one piece say, or why the first wrong one is wrong.
  private struct Piece: Sendable {
    var rows: PredictionRows
    var violation: PredictionTableViolation?
  }

  /// Reads all lines and checks the table.
  ///
  /// - Parameters:
  ///   - name: Stands for the file in errors.
  ///   - pieceBytes: Bytes that are read in one go.
  ///   - release: Called with bytes that are not looked at again.
  /// - Throws: ``PredictionTableError`` naming line, key and what is wrong.
  static func read(
    _ bytes: UnsafeRawBufferPointer, name: String, pieceBytes: Int = 4 << 20,
    release: @Sendable (Range<Int>) -> Void = { _ in }
  ) throws(PredictionTableError) -> PredictionTable {
    let mark = ByteOrderMark.length(in: bytes)
    if mark > 0 {
      return try read(
        UnsafeRawBufferPointer(rebasing: bytes[mark...]), name: name, pieceBytes: pieceBytes
      ) { release($0.lowerBound + mark..<$0.upperBound + mark) }
    }
    guard !bytes.isEmpty else { throw PredictionTableError(name, .empty) }
    var first = PredictionLineReader()
    do throws(PredictionTableViolation) {
      try first.read(UnsafeRawBufferPointer(rebasing: bytes[line(at: 0, in: bytes)]))
    } catch {
      throw PredictionTableError(name, line: 1, key: error.key, error.problem)
    }
    let rows = try rows(
      bytes, name: name, like: first, pieceBytes: pieceBytes, release: release)
    let header = first.header
    let table = PredictionTable(
      classes: header.classes, model: header.model, split: header.split, run: header.run,
      inputs: header.inputs, numFolds: header.numFolds, labelMap: header.labelMap, rows: rows)
    try table.validate(name: name)
    return table
  }

  private static func rows(
    _ bytes: UnsafeRawBufferPointer, name: String, like first: PredictionLineReader,
    pieceBytes: Int, release: @Sendable (Range<Int>) -> Void
  ) throws(PredictionTableError) -> PredictionRows {
    nonisolated(unsafe) let bytes = bytes
    let numPieces = (bytes.count + pieceBytes - 1) / pieceBytes
    var rows = PredictionRows(numClasses: first.header.classes.count)
    // A few pieces at a time, so that they are never all in memory beside the whole.
    for start in stride(from: 0, to: numPieces, by: 16) {
      let pieces = Parallel.map(min(16, numPieces - start)) { offset in
        let range = (start + offset) * pieceBytes..<(start + offset + 1) * pieceBytes
        let piece = piece(of: bytes, startingIn: range, like: first)
        release(range.clamped(to: 0..<bytes.count))
        return piece
      }
      for piece in pieces {
        rows.append(contentsOf: piece.rows)
        if let violation = piece.violation {
          throw PredictionTableError(
            name, line: rows.count + 1, key: violation.key, violation.problem)
        }
      }
    }
    return rows
  }

  /// Reads the lines that begin in `range`, up to the first wrong one.
  private static func piece(
    of bytes: UnsafeRawBufferPointer, startingIn range: Range<Int>, like first: PredictionLineReader
  ) -> Piece {
    var reader = first
    reader.forgetRows()
    var start = range.lowerBound
    // A line that runs into this piece belongs to the one before.
    if start > 0 { start = line(at: start - 1, in: bytes).upperBound + 1 }
    do throws(PredictionTableViolation) {
      while start < min(range.upperBound, bytes.count) {
        let line = line(at: start, in: bytes)
        try reader.read(UnsafeRawBufferPointer(rebasing: bytes[line]))
        start = line.upperBound + 1
      }
    } catch {
      return Piece(rows: reader.rows, violation: error)
    }
    return Piece(rows: reader.rows)
  }

  /// The bytes from `start` up to the next line break or the end.
  private static func line(at start: Int, in bytes: UnsafeRawBufferPointer) -> Range<Int> {
    guard start < bytes.count, let base = bytes.baseAddress else { return start..<start }
    let found = memchr(base + start, Int32(UInt8(ascii: "\n")), bytes.count - start)
    return start..<(found.map { UnsafeRawPointer($0) - base } ?? bytes.count)
  }
}
