import CFFmpeg
import Foundation

/// Brings decoded sound of any format to 16 kHz mono.
///
/// Channels are averaged with equal weight, whatever the layout calls them. A sound whose rate,
/// format or channels change on the way is taken in pieces.
final class Resampler {
  private struct Source: Equatable {
    var format: Int32
    var sampleRate: Int32
    var numChannels: Int32
  }

  private let url: URL
  private let limit: Int
  private var context: OpaquePointer?
  private var source: Source?
  private var buffer: [Float] = []

  /// What came out so far, at most the limit.
  private(set) var waveform: [Float] = []
  /// How many samples came out so far, also past the limit.
  private(set) var numSamples = 0

  init(_ url: URL, limit: Int?) {
    self.url = url
    self.limit = limit ?? .max
  }

  deinit {
    swr_free(&context)
  }

  func append(_ frame: UnsafeMutablePointer<AVFrame>) throws(MediaError) {
    let source = Source(
      format: frame.pointee.format, sampleRate: frame.pointee.sample_rate,
      numChannels: frame.pointee.ch_layout.nb_channels)
    if source != self.source {
      try finish()
      try open(source)
    }
    let planes = UnsafeMutableRawPointer(frame.pointee.extended_data)?
      .assumingMemoryBound(to: UnsafePointer<UInt8>?.self)
    try convert(planes, count: frame.pointee.nb_samples)
  }

  /// Takes out what the filter still holds.
  func finish() throws(MediaError) {
    guard context != nil else { return }
    try convert(nil, count: 0)
    swr_free(&context)
    source = nil
  }

  private func open(_ source: Source) throws(MediaError) {
    // A damaged header's rate of 2 Hz would make gigabytes of a second.
    guard (1000...1_000_000).contains(source.sampleRate), (1...63).contains(source.numChannels)
    else {
      throw .unreadable(
        url, reason: "\(source.numChannels) channels at \(source.sampleRate) Hz are not supported")
    }
    var mono = AVChannelLayout()
    av_channel_layout_default(&mono, 1)
    // Any layout of that many channels will do: the matrix says how they are mixed.
    var channels = AVChannelLayout()
    av_channel_layout_from_mask(&channels, (UInt64(1) << UInt64(source.numChannels)) - 1)
    var status = swr_alloc_set_opts2(
      &context, &mono, AV_SAMPLE_FMT_FLT, Int32(AudioClip.sampleRate), &channels,
      AVSampleFormat(rawValue: source.format), source.sampleRate, 0, nil)
    if status >= 0, let context {
      // 16-bit arithmetic inside would round.
      av_opt_set_sample_fmt(
        UnsafeMutableRawPointer(context), "internal_sample_fmt", AV_SAMPLE_FMT_FLTP, 0)
      if source.numChannels > 1 {
        let weights = [Double](
          repeating: 1 / Double(source.numChannels), count: Int(source.numChannels))
        status = swr_set_matrix(context, weights, source.numChannels)
      }
      if status >= 0 { status = swr_init(context) }
    }
    guard status >= 0 else { throw .unreadable(url, reason: FFmpeg.words(for: status)) }
    self.source = source
  }

  private func convert(_ planes: UnsafeMutablePointer<UnsafePointer<UInt8>?>?, count: Int32)
    throws(MediaError)
  {
    let capacity = swr_get_out_samples(context, count)
    guard capacity > 0 else { return }
    if buffer.count < Int(capacity) { buffer = [Float](repeating: 0, count: Int(capacity)) }
    let written = buffer.withUnsafeMutableBytes { bytes -> Int32 in
      var target = bytes.baseAddress?.assumingMemoryBound(to: UInt8.self)
      return swr_convert(context, &target, capacity, planes, count)
    }
    guard written >= 0 else { throw .unreadable(url, reason: FFmpeg.words(for: written)) }
    numSamples += Int(written)
    waveform.append(contentsOf: buffer.prefix(min(Int(written), limit - waveform.count)))
  }
}
