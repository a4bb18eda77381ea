import Foundation
import FoundationNetworking

extension HubClient {
  /// The hub has nothing from the byte on that was asked for.
  struct RangeRefused: Error {}

  /// Fetches a part of a file, in one attempt: `HubSettings.partBytes` at most, or all of it where
  /// the hub sends no parts.
  ///
  /// - Parameters:
  ///   - begin: called before the first byte with the place at which the hub begins, which is 0
  ///     where it does not send parts.
  ///   - body: called with each piece.
  /// - Throws: ``RangeRefused``, ``PassingFailure`` or ``HubError``.
  func fetch(
    _ file: RemoteFile, of model: ModelName, from start: Int, begin: (Int) throws -> Void,
    body: (Data) throws -> Void
  ) throws {
    let end = min(file.size, start + settings.partBytes)
    let isWhole = start == 0 && end == file.size
    try exchange(
      "GET", file.url, headers: isWhole ? [:] : ["Range": "bytes=\(start)-\(end - 1)"],
      answer: { answer, url in
        switch answer.statusCode {
        case 200:
          let length = answer.value(forHTTPHeaderField: "Content-Length").flatMap { Int($0) }
          try checkSize(length, of: file)
          try begin(0)
        case 206:
          guard
            let range = answer.value(forHTTPHeaderField: "Content-Range").flatMap(
              ContentRange.init),
            range.first == start, range.last < end
          else {
            throw HubError.unexpectedAnswer(
              url: url.absoluteString, reason: "another part of the file comes than asked for")
          }
          try checkSize(range.total, of: file)
          try begin(start)
        case 416 where start > 0: throw RangeRefused()
        default: try check(answer, message: "", Subject(model, file: file.path))
        }
      }, body: body)
  }

  /// A hub that has less or more than it said would only be asked again and again.
  private func checkSize(_ actual: Int?, of file: RemoteFile) throws(HubError) {
    guard let actual, actual != file.size else { return }
    throw .wrongSize(file: file.path, expected: file.size, actual: actual)
  }
}

/// `bytes 0-99/300`, or with `*` for a total that is not told.
private struct ContentRange {
  let first: Int
  let last: Int
  let total: Int?

  init?(_ text: String) {
    let parts = text.split(omittingEmptySubsequences: false) { " -/".contains($0) }
    guard parts.count == 4, parts[0] == "bytes", let first = Int(parts[1]),
      let last = Int(parts[2])
    else { return nil }
    (self.first, self.last, total) = (first, last, Int(parts[3]))
  }
}
