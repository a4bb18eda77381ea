import CFFmpeg

/// Writes one MP4 file: H.264 pictures and AAC sound, the same bytes for the same input.
///
/// One thread a clip and FFmpeg's bit-exact flags: clips are encoded side by side instead, and
/// nothing of the machine or the hour gets into the file.
final class ClipEncoder {
  private let file: MovieFile
  private let video: MovieTrack
  private let audio: MovieTrack
  private let scaler: OpaquePointer
  private let frameRate: Int
  private var numFrames: Int64 = 0
  private var numSamples = 0

  /// Opens `path` for square pictures of `size` pixels and mono sound.
  init(path: String, size: Int, frameRate: Int, sampleRate: Int) throws(SynthesisError) {
    let file = try MovieFile(path: path)
    video = try MovieTrack("libx264", in: file, options: ["preset": "ultrafast", "crf": "24"]) {
      $0.pointee.width = Int32(size)
      $0.pointee.height = Int32(size)
      $0.pointee.pix_fmt = AV_PIX_FMT_YUV420P
      $0.pointee.time_base = AVRational(num: 1, den: Int32(frameRate))
      $0.pointee.framerate = AVRational(num: Int32(frameRate), den: 1)
    }
    audio = try MovieTrack("aac", in: file) {
      $0.pointee.sample_fmt = AV_SAMPLE_FMT_FLTP
      $0.pointee.sample_rate = Int32(sampleRate)
      $0.pointee.bit_rate = 48_000
      $0.pointee.time_base = AVRational(num: 1, den: Int32(sampleRate))
      av_channel_layout_default(&$0.pointee.ch_layout, 1)
    }
    guard
      let scaler = sws_getContext(
        Int32(size), Int32(size), AV_PIX_FMT_BGRA, Int32(size), Int32(size), AV_PIX_FMT_YUV420P,
        SWS_BILINEAR | SWS_ACCURATE_RND | SWS_BITEXACT, nil, nil, nil)
    else { throw .mediaUnavailable("swscale has no conversion from BGRA to YUV 4:2:0") }
    self.file = file
    self.scaler = scaler
    self.frameRate = frameRate

    video.frame.pointee.format = AV_PIX_FMT_YUV420P.rawValue
    video.frame.pointee.width = Int32(size)
    video.frame.pointee.height = Int32(size)
    try video.allocateFrame()
    audio.frame.pointee.format = AV_SAMPLE_FMT_FLTP.rawValue
    audio.frame.pointee.sample_rate = Int32(sampleRate)
    audio.frame.pointee.nb_samples = audio.codec.pointee.frame_size
    av_channel_layout_copy(&audio.frame.pointee.ch_layout, &audio.codec.pointee.ch_layout)
    try audio.allocateFrame()
    try file.begin()
  }

  deinit { sws_freeContext(scaler) }

  /// Adds the picture on `canvas`.
  func add(_ canvas: Canvas) throws(SynthesisError) {
    try video.reuseFrame()
    let frame = video.frame
    var source: [UnsafePointer<UInt8>?] = [canvas.pixels.map { UnsafePointer($0) }]
    var sourceStride = [Int32(canvas.stride)]
    var target = [frame.pointee.data.0, frame.pointee.data.1, frame.pointee.data.2]
    var targetStride = [
      frame.pointee.linesize.0, frame.pointee.linesize.1, frame.pointee.linesize.2,
    ]
    // The scaler reads four planes whether or not the format has them.
    source += [nil, nil, nil]
    sourceStride += [0, 0, 0]
    target.append(nil)
    targetStride.append(0)
    try video.check(
      sws_scale(scaler, source, sourceStride, 0, Int32(canvas.size), target, targetStride))
    frame.pointee.pts = numFrames
    numFrames += 1
    try video.encode(into: file)
  }

  /// Adds the part of `waveform` that sounds before the next picture, or all the rest.
  func addSound(of waveform: [Float], isRest: Bool = false) throws(SynthesisError) {
    let frameSize = Int(audio.codec.pointee.frame_size)
    let rate = Int(audio.codec.pointee.sample_rate)
    let due = isRest ? waveform.count : Int(numFrames) * rate / frameRate
    while numSamples < min(due, waveform.count) {
      try audio.reuseFrame()
      let count = min(frameSize, waveform.count - numSamples)
      if let samples = UnsafeMutableRawPointer(audio.frame.pointee.data.0)?
        .assumingMemoryBound(to: Float.self)
      {
        waveform.withUnsafeBufferPointer { source in
          for index in 0..<count { samples[index] = source[numSamples + index] }
        }
      }
      audio.frame.pointee.nb_samples = Int32(count)
      audio.frame.pointee.pts = Int64(numSamples)
      numSamples += count
      try audio.encode(into: file)
    }
  }

  /// Empties the encoders and closes the file.
  func finish() throws(SynthesisError) {
    try video.encode(into: file, isLast: true)
    try audio.encode(into: file, isLast: true)
    try file.end()
  }
}
