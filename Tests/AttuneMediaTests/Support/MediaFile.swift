import CFFmpeg
import Foundation

/// A media file made for a test: pictures with chosen times, sound, in the container of its name.
struct MediaFile {
  /// Pictures in gray; what is seen in one is the test's matter.
  struct Pictures {
    var codec = "libx264"
    var options: [String: String] = ["qp": "0", "preset": "ultrafast"]
    var width = 64
    var height = 48
    /// Distance of keyframes.
    var groupSize = 12
    var numBFrames = 0
    /// One over this is the unit of `times`.
    var ticksPerSecond: Int32 = 25
    var times: [Int64]
    /// What each packet says of its frame's length, in that unit.
    var frameDuration: Int64 = 1
    /// The luma at (frame, x, y).
    var luma: (Int, Int, Int) -> UInt8 = { frame, _, _ in MediaFile.luma(of: frame) }
    /// a, b, c, d of the display matrix, in whole numbers.
    var orientation: [Int32]?
    var colorSpace = AVCOL_SPC_UNSPECIFIED
    var colorRange = AVCOL_RANGE_UNSPECIFIED
    /// Chroma of all pictures, blue and red.
    var chroma: (UInt8, UInt8) = (128, 128)
  }

  struct Sound {
    var codec: String
    var sampleRate: Int32 = 48_000
    /// One array a channel.
    var channels: [[Float]]
    var bitRate: Int64 = 128_000
  }

  struct Failure: Error {
    var call: String
    var status: Int32
  }

  var pictures: Pictures?
  var sound: Sound?

  /// Frame numbers are painted as gray levels three apart; 0…72 can be told from each other.
  static func luma(of frame: Int) -> UInt8 { UInt8(16 + 3 * (frame % 73)) }

  /// The frame number that a pixel's gray level tells.
  static func frame(ofGray gray: UInt8) -> Int {
    Int((Double(gray) / 255 * 219 / 3).rounded())
  }

  static func check(_ status: Int32, _ call: String) throws {
    if status < 0 { throw Failure(call: call, status: status) }
  }

  @discardableResult
  func write(_ name: String, in folder: URL) throws -> URL {
    let url = folder.appendingPathComponent(name)
    av_log_set_level(AV_LOG_QUIET)
    var context: UnsafeMutablePointer<AVFormatContext>?
    try Self.check(
      avformat_alloc_output_context2(&context, nil, nil, url.path), "allocate output")
    guard let context else { throw Failure(call: "allocate output", status: 0) }
    defer { avformat_free_context(context) }
    let encoders = try [
      pictures.map { try PictureEncoder($0, context) as any TestEncoder },
      sound.map { try SoundEncoder($0, context) as any TestEncoder },
    ].compactMap { $0 }
    try Self.check(avio_open(&context.pointee.pb, url.path, AVIO_FLAG_WRITE), "open")
    defer { avio_closep(&context.pointee.pb) }
    try Self.check(avformat_write_header(context, nil), "write header")
    for encoder in encoders { try encoder.run(into: context) }
    try Self.check(av_write_trailer(context), "write trailer")
    return url
  }
}

/// Encodes one stream of a test file.
protocol TestEncoder {
  func run(into output: UnsafeMutablePointer<AVFormatContext>) throws
}

/// What both encoders share: frames in, packets into the file.
final class EncodingStream {
  let codec: UnsafeMutablePointer<AVCodecContext>
  let stream: UnsafeMutablePointer<AVStream>

  init(
    _ name: String, _ output: UnsafeMutablePointer<AVFormatContext>,
    options: [String: String] = [:], configure: (UnsafeMutablePointer<AVCodecContext>) -> Void
  ) throws {
    guard let encoder = avcodec_find_encoder_by_name(name),
      let codec = avcodec_alloc_context3(encoder), let stream = avformat_new_stream(output, nil)
    else { throw MediaFile.Failure(call: "find encoder \(name)", status: 0) }
    self.codec = codec
    self.stream = stream
    configure(codec)
    if output.pointee.oformat.pointee.flags & AVFMT_GLOBALHEADER != 0 {
      codec.pointee.flags |= AV_CODEC_FLAG_GLOBAL_HEADER
    }
    codec.pointee.thread_count = 1
    var dictionary: OpaquePointer?
    defer { av_dict_free(&dictionary) }
    for (key, value) in options { av_dict_set(&dictionary, key, value, 0) }
    try MediaFile.check(avcodec_open2(codec, encoder, &dictionary), "open encoder \(name)")
    try MediaFile.check(
      avcodec_parameters_from_context(stream.pointee.codecpar, codec), "copy parameters")
    stream.pointee.time_base = codec.pointee.time_base
  }

  deinit {
    var codec: UnsafeMutablePointer<AVCodecContext>? = codec
    avcodec_free_context(&codec)
  }

  func send(
    _ frame: UnsafeMutablePointer<AVFrame>?, into output: UnsafeMutablePointer<AVFormatContext>,
    duration: Int64? = nil
  ) throws {
    try MediaFile.check(avcodec_send_frame(codec, frame), "send frame")
    var packet = av_packet_alloc()
    defer { av_packet_free(&packet) }
    while let packet, avcodec_receive_packet(codec, packet) >= 0 {
      if let duration { packet.pointee.duration = duration }
      av_packet_rescale_ts(packet, codec.pointee.time_base, stream.pointee.time_base)
      packet.pointee.stream_index = stream.pointee.index
      try MediaFile.check(av_interleaved_write_frame(output, packet), "write packet")
    }
  }
}
