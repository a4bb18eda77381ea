import AttuneCore
import CFFmpeg
import Foundation

/// Decodes no more than the packets say is needed for the frames wanted.
enum SelectedFrames {
  /// The clip, or `nil` where the frames do not come out as the packets promised.
  static func decode(_ url: URL, _ timeline: FrameTimeline, _ settings: VideoSettings)
    throws(MediaError) -> VideoClip?
  {
    guard !timeline.lacksTimes, !timeline.times.isEmpty else { return nil }
    let indices = FrameSampling.indices(of: timeline.times, settings: settings)
    // Each frame once, in order of presentation.
    let wanted = indices.reduce(into: [Int]()) { if $0.last != $1 { $0.append($1) } }
    var pass = try SelectivePass(url, timeline, settings, wanted: wanted)
    guard try pass.run() else { return nil }

    let times = timeline.times.map { Double($0) * pass.timeUnit }
    var assembly = ClipAssembly(settings)
    for index in indices {
      guard let place = wanted.firstIndex(of: index) else { return nil }
      assembly.append(pass.pixels[place], index: index, seconds: times[index] - times[0])
    }
    return assembly.clip(
      times: times, lastDuration: Double(timeline.lastDuration) * pass.timeUnit,
      numErrors: pass.numErrors)
  }
}

/// The second pass over the packets.
private struct SelectivePass {
  private let file: InputFile
  private let decoder: StreamDecoder
  private let scaler: FrameScaler
  private let timeline: FrameTimeline
  private let wanted: [Int]
  private let starts: [Int]
  /// How many of the frames wanted are there.
  private var numFound = 0
  /// The place of the frame that must come out next.
  private var expected = 0
  /// Where decoding began last; what is shown earlier may be damaged and is not wanted.
  private var earliest = Int64.min
  private var isAsPromised = true
  private(set) var pixels: [[UInt8]] = []

  var numErrors: Int { decoder.numErrors + file.numReadErrors }
  var timeUnit: Double { file.timeUnit }

  init(_ url: URL, _ timeline: FrameTimeline, _ settings: VideoSettings, wanted: [Int])
    throws(MediaError)
  {
    file = try InputFile(url, .video)
    decoder = try StreamDecoder(file)
    scaler = FrameScaler(
      url, settings: settings,
      orientation: DisplayOrientation(matrix: CFFmpegDisplayMatrix(file.stream)))
    self.timeline = timeline
    self.wanted = wanted
    starts = timeline.startPackets(for: wanted.map { timeline.times[$0] })
  }

  /// Whether every frame between a keyframe and a frame wanted came out in its place.
  mutating func run() throws(MediaError) -> Bool {
    var place = 0
    var isFresh = true
    while numFound < wanted.count, isAsPromised, let packet = file.nextPacket() {
      defer { place += 1 }
      guard place < timeline.packets.count, packet.pointee.pts == timeline.packets[place].time
      else { return false }
      // Nothing before the keyframe of the next frame wanted is needed any more.
      if place < starts[numFound] {
        isFresh = true
        continue
      }
      if isFresh, place > 0 {
        decoder.skip()
        earliest = timeline.packets[place].time
        expected = timeline.index(notBefore: earliest)
      }
      isFresh = false
      if place == timeline.keptPacket { packet.pointee.flags &= ~AV_PKT_FLAG_DISCARD }
      try decoder.feed(packet) { frame throws(MediaError) in try take(frame) }
    }
    if numFound < wanted.count, isAsPromised {
      try decoder.feed(nil) { frame throws(MediaError) in try take(frame) }
    }
    return isAsPromised && numFound == wanted.count
  }

  private mutating func take(_ frame: UnsafeMutablePointer<AVFrame>) throws(MediaError) {
    guard numFound < wanted.count, isAsPromised else { return }
    let time = frame.pointee.pts
    if time < earliest { return }
    // Two packets of one time are one frame.
    if expected > 0, time == timeline.times[expected - 1] { return }
    guard expected < timeline.times.count, time == timeline.times[expected] else {
      isAsPromised = false
      return
    }
    if expected == wanted[numFound] {
      var frames: [UInt8] = []
      try scaler.append(frame, to: &frames)
      pixels.append(frames)
      numFound += 1
    }
    expected += 1
  }
}
