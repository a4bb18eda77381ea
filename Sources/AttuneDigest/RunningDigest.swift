import CFFmpeg
import Foundation

/// A hash that is fed piece by piece.
public struct RunningDigest: Sendable {
  /// Which hash.
  public enum Algorithm: Sendable, Hashable {
    /// 160 bits; what git names its objects by. No protection against an attacker.
    case sha1
    /// 256 bits.
    case sha256

    /// Length of the hash in bits, which is how FFmpeg names the algorithm.
    var bits: Int32 { self == .sha1 ? 160 : 256 }
  }

  private let algorithm: Algorithm
  // FFmpeg's context is opaque memory of a size it tells; it holds 64-bit counts, so it must lie on
  // their boundary.
  private var context: [UInt64]

  /// Starts a hash.
  public init(_ algorithm: Algorithm) {
    self.algorithm = algorithm
    context = [UInt64](repeating: 0, count: (Int(av_sha_size) + 7) / 8)
    withContext { av_sha_init($0, algorithm.bits) }
  }

  /// Feeds bytes.
  public mutating func update(_ bytes: UnsafeRawBufferPointer) {
    guard let start = bytes.bindMemory(to: UInt8.self).baseAddress else { return }
    withContext { av_sha_update($0, start, bytes.count) }
  }

  /// Feeds bytes.
  public mutating func update(_ data: Data) { data.withUnsafeBytes { update($0) } }

  /// The hash of all that was fed so far, in lower-case hexadecimal digits; more may be fed later.
  public func digits() -> String {
    var ended = self
    var hash = [UInt8](repeating: 0, count: Int(algorithm.bits / 8))
    ended.withContext { av_sha_final($0, &hash) }
    let digits = Array("0123456789abcdef".utf8)
    return String(
      decoding: hash.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }

  private mutating func withContext(_ body: (OpaquePointer) -> Void) {
    context.withUnsafeMutableBytes { bytes in
      guard let start = bytes.baseAddress else { return }
      body(OpaquePointer(start))
    }
  }
}
