import AttuneDigest
import CFFmpeg
import Foundation

/// What a file or a piece of data holds, in a few bytes.
public enum ContentHash {
  /// 128 bits against accidents, many times as fast as SHA-256.
  package static func checksum(of bytes: UnsafeRawBufferPointer) -> [UInt8] {
    var digest = [UInt8](repeating: 0, count: 16)
    guard let context = av_murmur3_alloc() else { return digest }
    defer { av_free(UnsafeMutableRawPointer(context)) }
    av_murmur3_init(context)
    av_murmur3_update(context, bytes.bindMemory(to: UInt8.self).baseAddress, bytes.count)
    av_murmur3_final(context, &digest)
    return digest
  }

  /// The SHA-256 of `data`, 64 lower-case hexadecimal digits.
  public static func sha256(of data: Data) -> String {
    var digest = RunningDigest(.sha256)
    digest.update(data)
    return digest.digits()
  }

  /// The SHA-256 of a file, 64 lower-case hexadecimal digits, read piece by piece.
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
