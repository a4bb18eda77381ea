import AttuneCore
import CFFmpeg
import Foundation

/// A file opened for reading packets of one of its streams.
///
/// Opening fails with the reason a user can act on: absent, empty, a folder, not a medium, cut
/// short before its index.
final class InputFile {
  let url: URL
  let modality: Modality
  let stream: UnsafeMutablePointer<AVStream>
  private var context: UnsafeMutablePointer<AVFormatContext>?
  private var packet: UnsafeMutablePointer<AVPacket>?

  /// How often reading failed before the end of the file, 0 or 1: the first failure ends it.
  private(set) var numReadErrors = 0

  init(_ url: URL, _ modality: Modality) throws(MediaError) {
    FFmpeg.silenced
    try Self.checkPresence(of: url)
    self.url = url
    self.modality = modality
    let context = try Self.open(url)
    guard let stream = Self.bestStream(of: context, modality) else {
      var closing: UnsafeMutablePointer<AVFormatContext>? = context
      avformat_close_input(&closing)
      throw .noStream(url, modality)
    }
    self.context = context
    self.stream = stream
    packet = av_packet_alloc()
    // The demuxer need not hand over what nobody looks at.
    for other in Self.streams(of: context) where other != stream {
      other.pointee.discard = AVDISCARD_ALL
    }
  }

  deinit {
    av_packet_free(&packet)
    avformat_close_input(&context)
  }

  /// How many streams the file has, cover pictures aside.
  var numStreams: Int {
    guard let context else { return 0 }
    return Self.streams(of: context).count { !Self.isCover($0) }
  }

  /// Whether the length in the header is a guess from the bit rate.
  var isDurationGuessed: Bool {
    context?.pointee.duration_estimation_method == AVFMT_DURATION_FROM_BITRATE
  }

  /// Seconds per unit of the stream's timestamps.
  var timeUnit: Double {
    av_q2d(stream.pointee.time_base)
  }

  /// The next packet of the stream, valid until the next call; `nil` at the end.
  func nextPacket() -> UnsafeMutablePointer<AVPacket>? {
    guard let context, let packet, numReadErrors == 0 else { return nil }
    while true {
      av_packet_unref(packet)
      let status = av_read_frame(context, packet)
      if status == FFmpeg.tryAgain { continue }
      if status < 0 {
        if status != FFmpeg.endOfFile { numReadErrors += 1 }
        return nil
      }
      if packet.pointee.stream_index == stream.pointee.index { return packet }
    }
  }

  private static func checkPresence(of url: URL) throws(MediaError) {
    var status = stat()
    guard stat(url.path, &status) == 0 else {
      if errno == ENOENT || errno == ENOTDIR { throw .missing(url) }
      throw .unreadable(url, reason: String(cString: strerror(errno)).lowercased())
    }
    if status.st_mode & S_IFMT == S_IFDIR {
      throw .unreadable(url, reason: "it is a folder, not a file")
    }
    if status.st_mode & S_IFMT == S_IFREG && status.st_size == 0 { throw .empty(url) }
  }

  private static func open(_ url: URL) throws(MediaError) -> UnsafeMutablePointer<AVFormatContext> {
    // "file:" keeps a colon in the name from being read as a protocol.
    let address = "file:" + url.path
    var context: UnsafeMutablePointer<AVFormatContext>?
    var options: OpaquePointer?
    av_dict_set(&options, "protocol_whitelist", "file", 0)
    defer { av_dict_free(&options) }
    let format = try containerFormat(of: url, address)
    var status = avformat_open_input(&context, address, format, &options)
    if status >= 0 {
      status = avformat_find_stream_info(context, nil)
      if status < 0 { avformat_close_input(&context) }
    }
    guard status >= 0, let context else { throw refusal(of: url, status) }
    return context
  }

  /// The container by its first bytes, whatever the name ends in.
  ///
  /// A playlist is refused before it is opened: it would make us read other files, or wait for
  /// machines that do not answer.
  private static func containerFormat(of url: URL, _ address: String) throws(MediaError)
    -> UnsafePointer<AVInputFormat>
  {
    var reading: UnsafeMutablePointer<AVIOContext>?
    var status = avio_open(&reading, address, AVIO_FLAG_READ)
    guard status >= 0 else { throw refusal(of: url, status) }
    defer { avio_closep(&reading) }
    var format: UnsafePointer<AVInputFormat>?
    status = av_probe_input_buffer2(reading, &format, address, nil, 0, 0)
    guard status >= 0, let format else { throw refusal(of: url, status) }
    let names = String(cString: format.pointee.name).split(separator: ",")
    if names.contains(where: { ["hls", "dash", "concat", "imf", "sdp"].contains($0) }) {
      throw .unreadable(url, reason: "it is a playlist, not a medium")
    }
    return format
  }

  private static func refusal(of url: URL, _ status: Int32) -> MediaError {
    let shortfall = ContainerExtent.shortfall(of: url).map { "cut short (\($0)), " } ?? ""
    return .unreadable(url, reason: shortfall + FFmpeg.words(for: status))
  }

  private static func streams(of context: UnsafeMutablePointer<AVFormatContext>)
    -> [UnsafeMutablePointer<AVStream>]
  {
    (0..<Int(context.pointee.nb_streams)).compactMap { context.pointee.streams[$0] }
  }

  private static func isCover(_ stream: UnsafeMutablePointer<AVStream>) -> Bool {
    stream.pointee.disposition & AV_DISPOSITION_ATTACHED_PIC != 0
  }

  /// The stream a player would choose; the cover picture of a song is no video.
  private static func bestStream(
    of context: UnsafeMutablePointer<AVFormatContext>, _ modality: Modality
  ) -> UnsafeMutablePointer<AVStream>? {
    let type: AVMediaType
    switch modality {
    case .audio: type = AVMEDIA_TYPE_AUDIO
    case .video: type = AVMEDIA_TYPE_VIDEO
    default: return nil
    }
    let best = av_find_best_stream(context, type, -1, -1, nil, 0)
    guard best >= 0, let stream = context.pointee.streams[Int(best)] else { return nil }
    if !isCover(stream) { return stream }
    return streams(of: context).first {
      $0.pointee.codecpar.pointee.codec_type == type && !isCover($0)
    }
  }
}
