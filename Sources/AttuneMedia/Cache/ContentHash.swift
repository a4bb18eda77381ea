import AttuneDigest
import Foundation

/// SHA-256 of what a file or a piece of data holds.
public enum ContentHash {
  /// The hash of `data`, 64 lower-case hexadecimal digits.
  public static func sha256(of data: Data) -> String {
    var digest = RunningDigest(.sha256)
    digest.update(data)
    return digest.digits()
  }

  /// The hash of a file, 64 lower-case hexadecimal digits, read piece by piece.
  ///
  /// - Throws: ``MediaError`` where the file is missing or cannot be read.
  public static func sha256(ofFile url: URL) throws(MediaError) -> String {
    let handle: FileHandle
    do {
      handle = try FileHandle(forReadingFrom: url)
    } catch {
      guard FileManager.default.fileExists(atPath: url.path) else { throw .missing(url) }
      throw .unreadable(url, reason: "it cannot be opened")
    }
    defer { try? handle.close() }
    var digest = RunningDigest(.sha256)
    while true {
      do {
        guard let piece = try handle.read(upToCount: 1 << 20), !piece.isEmpty else { break }
        digest.update(piece)
      } catch {
        throw .unreadable(url, reason: "reading it fails")
      }
    }
    return digest.digits()
  }
}
