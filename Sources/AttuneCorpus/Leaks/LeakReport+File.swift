import AttuneCore
import Foundation

extension LeakReport {
  /// Reads a file that ``write(to:)`` wrote.
  ///
  /// - Throws: `FileError` naming the file.
  public init(contentsOf url: URL) throws {
    guard let data = try? Data(contentsOf: url) else { throw FileError(url, "is missing") }
    do {
      self = try JSONDecoder().decode(LeakReport.self, from: data)
    } catch {
      throw FileError(url, "is no leak report; restore it from the run's backup or audit again")
    }
  }

  /// Writes the report as JSON, as a run's `audit.json`.
  ///
  /// - Throws: `FileError` naming the file.
  public func write(to url: URL) throws {
    try AtomicFile.write(json: self, to: url)
  }
}
