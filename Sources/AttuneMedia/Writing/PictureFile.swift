import CFFmpeg
import Foundation

/// Writes pictures for eyes and other programs.
public enum PictureFile {
  /// A PNG file.
  ///
  /// - Parameter pixels: `[height, width, 3]`, 8-bit RGB, row by row.
  /// - Throws: ``MediaError/invalidSettings(_:)`` where the sizes do not fit the pixels, or FFmpeg
  ///   was built without PNG.
  public static func png(
    _ pixels: [UInt8], height: Int, width: Int
  ) throws(MediaError) -> Data {
    guard (1...32_768).contains(height), (1...32_768).contains(width),
      pixels.count == height * width * 3
    else {
      throw .invalidSettings(
        "a picture of \(width) × \(height) pixels cannot be made of \(pixels.count) bytes")
    }
    guard let codec = avcodec_find_encoder(AV_CODEC_ID_PNG) else {
      throw .invalidSettings("this FFmpeg cannot write PNG; install one that can")
    }
    var context = avcodec_alloc_context3(codec)
    var frame = av_frame_alloc()
    var packet = av_packet_alloc()
    defer {
      avcodec_free_context(&context)
      av_frame_free(&frame)
      av_packet_free(&packet)
    }
    guard let context, let frame, let packet else {
      throw .invalidSettings("there is no memory for a picture of \(width) × \(height) pixels")
    }
    func check(_ status: Int32) throws(MediaError) {
      if status < 0 {
        throw .invalidSettings("a picture cannot be written: \(FFmpeg.words(for: status))")
      }
    }
    context.pointee.width = Int32(width)
    context.pointee.height = Int32(height)
    context.pointee.pix_fmt = AV_PIX_FMT_RGB24
    context.pointee.time_base = AVRational(num: 1, den: 1)
    try check(avcodec_open2(context, codec, nil))
    frame.pointee.width = Int32(width)
    frame.pointee.height = Int32(height)
    frame.pointee.format = AV_PIX_FMT_RGB24.rawValue
    try check(av_frame_get_buffer(frame, 0))
    guard let target = frame.pointee.data.0 else { return Data() }
    pixels.withUnsafeBytes { source in
      guard let base = source.baseAddress else { return }
      for row in 0..<height {
        (target + row * Int(frame.pointee.linesize.0)).update(
          from: (base + row * width * 3).assumingMemoryBound(to: UInt8.self), count: width * 3)
      }
    }
    try check(avcodec_send_frame(context, frame))
    try check(avcodec_send_frame(context, nil))
    try check(avcodec_receive_packet(context, packet))
    return Data(bytes: packet.pointee.data, count: Int(packet.pointee.size))
  }
}
