import CFFmpeg
import Foundation

/// One encoder and its stream in a ``MovieFile``.
final class MovieTrack {
  let codec: UnsafeMutablePointer<AVCodecContext>
  /// The frame that is handed to the encoder again and again.
  let frame: UnsafeMutablePointer<AVFrame>
  private let packet: UnsafeMutablePointer<AVPacket>
  private let stream: UnsafeMutablePointer<AVStream>
  private let name: String

  /// Adds a track to `file`; `configure` sets what the encoder is about.
  init(
    _ name: String, in file: MovieFile, options: KeyValuePairs<String, String> = [:],
    configure: (UnsafeMutablePointer<AVCodecContext>) -> Void
  ) throws(SynthesisError) {
    guard let encoder = avcodec_find_encoder_by_name(name) else {
      throw .mediaUnavailable("this FFmpeg has no encoder \(name)")
    }
    var codec = avcodec_alloc_context3(encoder)
    var frame = av_frame_alloc()
    var packet = av_packet_alloc()
    guard let context = codec, let allocatedFrame = frame, let allocatedPacket = packet,
      let stream = avformat_new_stream(file.context, nil)
    else {
      avcodec_free_context(&codec)
      av_frame_free(&frame)
      av_packet_free(&packet)
      throw .mediaUnavailable("no memory for the encoder \(name)")
    }
    self.name = name
    self.codec = context
    self.frame = allocatedFrame
    self.packet = allocatedPacket
    self.stream = stream

    configure(context)
    context.pointee.thread_count = 1
    // x264 reports every file at level "info"; failures come back as statuses.
    context.pointee.log_level_offset = 32
    context.pointee.flags |= AV_CODEC_FLAG_BITEXACT | AV_CODEC_FLAG_GLOBAL_HEADER
    for (key, value) in options { av_opt_set(context.pointee.priv_data, key, value, 0) }
    try check(avcodec_open2(context, encoder, nil))
    stream.pointee.time_base = context.pointee.time_base
    try check(avcodec_parameters_from_context(stream.pointee.codecpar, context))
  }

  deinit {
    var codec: UnsafeMutablePointer<AVCodecContext>? = self.codec
    var frame: UnsafeMutablePointer<AVFrame>? = self.frame
    var packet: UnsafeMutablePointer<AVPacket>? = self.packet
    avcodec_free_context(&codec)
    av_frame_free(&frame)
    av_packet_free(&packet)
  }

  /// Gives the frame its memory, once its format is set.
  func allocateFrame() throws(SynthesisError) { try check(av_frame_get_buffer(frame, 0)) }

  /// Prepares the frame for new content.
  func reuseFrame() throws(SynthesisError) { try check(av_frame_make_writable(frame)) }

  /// Encodes the frame, or what is left in the encoder when `isLast`.
  func encode(into file: MovieFile, isLast: Bool = false) throws(SynthesisError) {
    try check(avcodec_send_frame(codec, isLast ? nil : frame))
    while true {
      let status = avcodec_receive_packet(codec, packet)
      if status == Self.endOfFile || status == -EAGAIN { return }
      try check(status)
      av_packet_rescale_ts(packet, codec.pointee.time_base, stream.pointee.time_base)
      packet.pointee.stream_index = stream.pointee.index
      try file.write(packet)
    }
  }

  // FFERRTAG is a macro with parameters, which Swift does not see.
  private static let endOfFile: Int32 = -0x2046_4f45

  func check(_ status: Int32) throws(SynthesisError) {
    guard status >= 0 else {
      throw .mediaUnavailable("encoder \(name): \(Resampler.describe(status))")
    }
  }
}
