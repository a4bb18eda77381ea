/// Puts a clip together frame by frame.
struct ClipAssembly {
  private let settings: VideoSettings
  private var pixels: [UInt8] = []
  private var indices: [Int] = []
  private var seconds: [Double] = []

  init(_ settings: VideoSettings) {
    self.settings = settings
    pixels.reserveCapacity(settings.numFrames * settings.height * settings.width * 3)
  }

  mutating func append(_ frame: [UInt8], index: Int, seconds: Double) {
    pixels.append(contentsOf: frame)
    indices.append(index)
    self.seconds.append(seconds)
  }

  /// The clip.
  ///
  /// - Parameters:
  ///   - times: When each frame of the file is shown, in seconds, not empty.
  ///   - lastDuration: How long the last one is shown; 0 takes the mean of the others.
  func clip(times: [Double], lastDuration: Double, numErrors: Int) -> VideoClip {
    let span = times[times.count - 1] - times[0]
    let mean = times.count > 1 ? span / Double(times.count - 1) : 0
    return VideoClip(
      pixels: pixels, numFrames: settings.numFrames, height: settings.height,
      width: settings.width, frameIndices: indices, frameSeconds: seconds,
      numSourceFrames: times.count,
      durationSeconds: span + (lastDuration > 0 ? lastDuration : mean),
      numDecodingErrors: numErrors)
  }
}
