import CFFmpeg
import Foundation

/// What concerns FFmpeg as a whole.
enum FFmpeg {
  /// Keeps FFmpeg from writing to standard error; what it would say comes as a ``MediaError``.
  ///
  /// Evaluated once in a process, at the first file that is opened.
  static let silenced: Void = av_log_set_level(AV_LOG_QUIET)

  static let endOfFile = CFFmpegEndOfFile()
  static let tryAgain = CFFmpegTryAgain()
  static let noTimestamp = CFFmpegNoTimestamp()

  /// FFmpeg's words for a negative status, to stand inside a sentence.
  static func words(for status: Int32) -> String {
    withUnsafeTemporaryAllocation(of: CChar.self, capacity: 128) { buffer in
      guard let start = buffer.baseAddress, av_strerror(status, start, buffer.count) == 0 else {
        return "error \(status)"
      }
      let text = String(cString: start)
      return text.prefix(1).lowercased() + text.dropFirst()
    }
  }
}
