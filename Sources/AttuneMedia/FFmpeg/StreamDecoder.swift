import CFFmpeg
import Foundation

/// The decoder of one stream: packets in, frames out in presentation order.
///
/// One thread: many clips are decoded side by side, and a damaged stream then gives the same
/// frames every time.
final class StreamDecoder {
  private var context: UnsafeMutablePointer<AVCodecContext>?
  private var frame: UnsafeMutablePointer<AVFrame>?

  /// How many packets or frames were damaged so far; a frame that was mended counts, too.
  private(set) var numErrors = 0

  /// Errors in a row after which a decoder is given up for the packet at hand.
  private static let patience = 16

  init(_ file: InputFile) throws(MediaError) {
    let parameters = file.stream.pointee.codecpar
    guard let identifier = parameters?.pointee.codec_id,
      let codec = avcodec_find_decoder(identifier)
    else {
      let name = parameters.map { String(cString: avcodec_get_name($0.pointee.codec_id)) }
      throw .unreadable(file.url, reason: "no decoder for codec \(name ?? "unknown")")
    }
    context = avcodec_alloc_context3(codec)
    frame = av_frame_alloc()
    guard let context else { throw .unreadable(file.url, reason: "out of memory") }
    var status = avcodec_parameters_to_context(context, parameters)
    context.pointee.pkt_timebase = file.stream.pointee.time_base
    context.pointee.thread_count = 1
    // A header that claims a picture of gigabytes is damaged.
    context.pointee.max_pixels = 1 << 27
    if status >= 0 { status = avcodec_open2(context, codec, nil) }
    guard status >= 0 else { throw .unreadable(file.url, reason: FFmpeg.words(for: status)) }
  }

  deinit {
    av_frame_free(&frame)
    avcodec_free_context(&context)
  }

  /// Forgets what was fed, to go on at a keyframe further on.
  func skip() {
    avcodec_flush_buffers(context)
  }

  /// Feeds a packet, or the end of the stream as `nil`, and hands over the frames that come out.
  func feed(
    _ packet: UnsafePointer<AVPacket>?,
    _ body: (UnsafeMutablePointer<AVFrame>) throws(MediaError) -> Void
  ) throws(MediaError) {
    guard let frame else { return }
    let status = avcodec_send_packet(context, packet)
    if status < 0 && status != FFmpeg.endOfFile { numErrors += 1 }
    var errorsInARow = 0
    while errorsInARow < Self.patience {
      let status = avcodec_receive_frame(context, frame)
      if status == FFmpeg.tryAgain || status == FFmpeg.endOfFile { return }
      if status < 0 {
        numErrors += 1
        errorsInARow += 1
        continue
      }
      errorsInARow = 0
      if frame.pointee.decode_error_flags != 0
        || frame.pointee.flags & AV_FRAME_FLAG_CORRUPT != 0
      {
        numErrors += 1
      }
      try body(frame)
    }
  }
}
