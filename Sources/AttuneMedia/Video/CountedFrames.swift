import AttuneCore
import CFFmpeg
import Foundation

/// Decodes every frame: once to count them, once more to take the ones wanted.
enum CountedFrames {
  static func decode(_ url: URL, _ settings: VideoSettings) throws(MediaError) -> VideoClip {
    var times: [Int64] = []
    var timeUnit = 0.0
    var lastDuration: Int64 = 0
    let numErrors = try forEachFrame(url) { file, frame throws(MediaError) in
      timeUnit = file.timeUnit
      lastDuration = max(0, frame.pointee.pkt_duration)
      let time = frame.pointee.best_effort_timestamp
      times.append(time)
    }
    guard !times.isEmpty else {
      throw .unreadable(url, reason: "none of its frames can be decoded")
    }
    mendTimes(&times, step: lastDuration)

    let indices = FrameSampling.indices(of: times, settings: settings)
    let seconds = times.map { Double($0) * timeUnit }
    var assembly = ClipAssembly(settings)
    var place = 0
    var scaler: FrameScaler?
    _ = try forEachFrame(url) { file, frame throws(MediaError) in
      defer { place += 1 }
      guard indices.contains(place) else { return }
      let current =
        scaler
        ?? FrameScaler(
          url, settings: settings,
          orientation: DisplayOrientation(matrix: CFFmpegDisplayMatrix(file.stream)))
      scaler = current
      var pixels: [UInt8] = []
      try current.append(frame, to: &pixels)
      for index in indices where index == place {
        assembly.append(pixels, index: index, seconds: seconds[index] - seconds[0])
      }
    }
    return assembly.clip(
      times: seconds, lastDuration: Double(lastDuration) * timeUnit, numErrors: numErrors)
  }

  /// Gives frames without a usable time one behind the frame before: their order is known.
  private static func mendTimes(_ times: inout [Int64], step: Int64) {
    var previous: Int64?
    for index in times.indices {
      let isKnown = times[index] != FFmpeg.noTimestamp
      if let previous, !isKnown || times[index] <= previous {
        times[index] = previous &+ max(1, step)
      } else if !isKnown {
        times[index] = 0
      }
      previous = times[index]
    }
  }

  /// Decodes the whole stream and returns how much of it was damaged.
  private static func forEachFrame(
    _ url: URL,
    _ body: (InputFile, UnsafeMutablePointer<AVFrame>) throws(MediaError) -> Void
  ) throws(MediaError) -> Int {
    let file = try InputFile(url, .video)
    let decoder = try StreamDecoder(file)
    while let packet = file.nextPacket() {
      try decoder.feed(packet) { frame throws(MediaError) in try body(file, frame) }
    }
    try decoder.feed(nil) { frame throws(MediaError) in try body(file, frame) }
    return decoder.numErrors
  }
}
