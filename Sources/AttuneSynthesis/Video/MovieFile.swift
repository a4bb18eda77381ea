import CFFmpeg

/// An MP4 file that is being written.
final class MovieFile {
  let context: UnsafeMutablePointer<AVFormatContext>
  private let path: String

  /// Creates the file.
  init(path: String) throws(SynthesisError) {
    var context: UnsafeMutablePointer<AVFormatContext>?
    var status = avformat_alloc_output_context2(&context, nil, "mp4", path)
    guard status >= 0, let context else {
      throw .cannotWrite(path, Resampler.describe(status))
    }
    context.pointee.flags |= AVFMT_FLAG_BITEXACT
    status = avio_open(&context.pointee.pb, path, AVIO_FLAG_WRITE)
    guard status >= 0 else {
      avformat_free_context(context)
      throw .cannotWrite(path, Resampler.describe(status))
    }
    self.context = context
    self.path = path
  }

  deinit {
    avio_closep(&context.pointee.pb)
    avformat_free_context(context)
  }

  /// Writes the header; the tracks are all there.
  func begin() throws(SynthesisError) { try check(avformat_write_header(context, nil)) }

  /// Writes the index and empties the buffer onto the disk.
  func end() throws(SynthesisError) {
    try check(av_write_trailer(context))
    try check(avio_closep(&context.pointee.pb))
  }

  /// Takes one packet, whose time is in the track's unit.
  func write(_ packet: UnsafeMutablePointer<AVPacket>) throws(SynthesisError) {
    try check(av_interleaved_write_frame(context, packet))
  }

  private func check(_ status: Int32) throws(SynthesisError) {
    guard status >= 0 else { throw .cannotWrite(path, Resampler.describe(status)) }
  }
}
