import CFFmpeg
import Foundation

/// SHA-256 of what a file or a piece of data holds.
public enum ContentHash {
  /// The hash of `data`, 64 lower-case hexadecimal digits.
  public static func sha256(of data: Data) -> String {
    var digest = Digest()
    digest.update(data)
    return digest.finish()
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
    var digest = Digest()
    while true {
      do {
        guard let piece = try handle.read(upToCount: 1 << 20), !piece.isEmpty else { break }
        digest.update(piece)
      } catch {
        throw .unreadable(url, reason: "reading it fails")
      }
    }
    return digest.finish()
  }

  /// A running hash; FFmpeg's context is opaque memory of a size it tells.
  private struct Digest {
    private var context: [UInt8]

    init() {
      context = [UInt8](repeating: 0, count: Int(av_sha_size) + 16)
      withContext { av_sha_init($0, 256) }
    }

    mutating func update(_ data: Data) {
      withContext { context in
        data.withUnsafeBytes { bytes in
          guard let start = bytes.bindMemory(to: UInt8.self).baseAddress else { return }
          av_sha_update(context, start, bytes.count)
        }
      }
    }

    mutating func finish() -> String {
      var hash = [UInt8](repeating: 0, count: 32)
      withContext { av_sha_final($0, &hash) }
      return hash.hexadecimal
    }

    private mutating func withContext(_ body: (OpaquePointer) -> Void) {
      context.withUnsafeMutableBytes { bytes in
        // The context holds 64-bit counts, so it must lie on their boundary.
        guard let start = bytes.baseAddress?.alignedUp(toMultipleOf: 8) else { return }
        body(OpaquePointer(start))
      }
    }
  }
}

extension [UInt8] {
  /// Two lower-case digits a byte.
  fileprivate var hexadecimal: String {
    let digits = Array("0123456789abcdef".utf8)
    return String(
      decoding: flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }
}
