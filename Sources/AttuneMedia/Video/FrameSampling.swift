/// Which frames of a video to take.
enum FrameSampling {
  /// The places of the frames to take, ascending, one a frame of the clip.
  ///
  /// All where there are no more than asked for, the last repeated. A clip of one frame takes the
  /// one in the middle.
  ///
  /// - Parameter times: When the frames are shown, ascending, not empty.
  static func indices(of times: [Int64], settings: VideoSettings) -> [Int] {
    let last = times.count - 1
    let numFrames = settings.numFrames
    if times.count <= numFrames { return (0..<numFrames).map { min($0, last) } }
    if numFrames == 1 { return [last / 2] }
    switch settings.spacing {
    case .frames:
      // Whole numbers: a fraction a hair below a whole one would choose the frame before.
      return (0..<numFrames).map { $0 * last / (numFrames - 1) }
    case .time:
      return evenly(times, numFrames)
    }
  }

  private static func evenly(_ times: [Int64], _ numFrames: Int) -> [Int] {
    // Relative to the first, where Double is exact; a damaged file may have any time.
    let first = Double(times[0])
    let seconds = times.map { Double($0) - first }
    let steps = Double(numFrames - 1)
    var index = 0
    return (0..<numFrames).map { frame in
      let moment = Double(frame) * (seconds[seconds.count - 1] / steps)
      let target = frame == numFrames - 1 ? seconds[seconds.count - 1] : moment + 1e-6
      while index + 1 < seconds.count, seconds[index + 1] <= target { index += 1 }
      return index
    }
  }
}
