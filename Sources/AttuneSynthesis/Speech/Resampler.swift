import CFFmpeg

/// Brings speech to 16 kHz.
enum Resampler {
  /// The rate of every sound of a corpus, in hertz.
  static let sampleRate = 16_000

  /// Resamples 16-bit mono samples to 16,000 Hz floats in −1 … 1.
  static func resample(_ samples: [Int16], from rate: Int) throws(SynthesisError) -> [Float] {
    var input = AVChannelLayout()
    av_channel_layout_default(&input, 1)
    var output = input
    var context: OpaquePointer?
    defer { swr_free(&context) }
    var status = swr_alloc_set_opts2(
      &context, &output, AV_SAMPLE_FMT_FLT, Int32(sampleRate), &input, AV_SAMPLE_FMT_S16,
      Int32(rate),
      0, nil)
    if status >= 0 { status = swr_init(context) }
    guard status >= 0 else { throw .mediaUnavailable("swresample: \(describe(status))") }

    // Room for the filter's tail too.
    let capacity = samples.count * sampleRate / max(rate, 1) + 1024
    var resampled = [Float](repeating: 0, count: capacity)
    var written = 0
    samples.withUnsafeBytes { bytes in
      resampled.withUnsafeMutableBytes { room in
        var source = bytes.baseAddress?.assumingMemoryBound(to: UInt8.self)
        var target = room.baseAddress?.assumingMemoryBound(to: UInt8.self)
        status = swr_convert(context, &target, Int32(capacity), &source, Int32(samples.count))
        guard status >= 0 else { return }
        written = Int(status)
        var tail = target.map { $0 + written * MemoryLayout<Float>.stride }
        status = swr_convert(context, &tail, Int32(capacity - written), nil, 0)
        if status > 0 { written += Int(status) }
      }
    }
    guard status >= 0 else { throw .mediaUnavailable("swresample: \(describe(status))") }
    return Array(resampled.prefix(written))
  }

  /// FFmpeg's words for a status.
  static func describe(_ status: Int32) -> String {
    var text = [CChar](repeating: 0, count: 128)
    av_strerror(status, &text, text.count)
    return String(decoding: text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
  }
}
