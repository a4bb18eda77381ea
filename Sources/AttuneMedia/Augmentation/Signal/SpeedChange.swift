import CFFmpeg

/// Plays a waveform faster or slower by resampling, so that pitch and length change together.
enum SpeedChange {
  /// The waveform `y(t) = x(factor · t)`.
  ///
  /// The factor is rounded to a whole number of Hz against the sample rate, 1 ÷ 16000.
  ///
  /// - Parameter factor: above 1 is faster.
  /// - Returns: round(S ÷ factor) samples, at least 1.
  static func apply(_ waveform: [Float], factor: Double) throws(MediaError) -> [Float] {
    let rate = Int32(AudioClip.sampleRate)
    let fasterRate = Int32((factor * Double(rate)).rounded())
    guard fasterRate != rate, !waveform.isEmpty else { return waveform }
    let length = max(1, Int((Double(waveform.count) / factor).rounded()))
    var context: OpaquePointer?
    defer { swr_free(&context) }
    var mono = AVChannelLayout()
    av_channel_layout_default(&mono, 1)
    var alsoMono = mono
    var status = swr_alloc_set_opts2(
      &context, &mono, AV_SAMPLE_FMT_FLT, rate, &alsoMono, AV_SAMPLE_FMT_FLT, fasterRate, 0, nil)
    if status >= 0, let context {
      // Between the filter's phases, of which there are not as many as there are ratios.
      av_opt_set_int(UnsafeMutableRawPointer(context), "linear_interp", 1, 0)
      status = swr_init(context)
    }
    guard status >= 0, let context else {
      throw .invalidSettings("the speed \(factor) is not possible: \(FFmpeg.words(for: status))")
    }
    var result = [Float](repeating: 0, count: length)
    result.withUnsafeMutableBytes { target in
      waveform.withUnsafeBytes { source in
        guard let start = target.bindMemory(to: UInt8.self).baseAddress else { return }
        var output: [UnsafeMutablePointer<UInt8>?] = [start]
        var input = [source.bindMemory(to: UInt8.self).baseAddress]
        let count = swr_convert(
          context, &output, Int32(clamping: length), &input, Int32(clamping: waveform.count))
        let numWritten = max(0, Int(count))
        // The filter still holds the end.
        output = [start + numWritten * MemoryLayout<Float>.stride]
        _ = swr_convert(context, &output, Int32(clamping: length - numWritten), nil, 0)
      }
    }
    return result
  }
}
