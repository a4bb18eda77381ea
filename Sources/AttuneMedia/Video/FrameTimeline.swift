import CFFmpeg
import Foundation

/// The frames that a video stream truly has, as its packets tell.
///
/// One pass over the packets without decoding. Neither the header's count nor its length nor its
/// frame rate is believed; frames that an edit list cuts away are not counted.
struct FrameTimeline {
  /// A packet in the order of decoding.
  struct Packet {
    var time: Int64
    var isKey: Bool
  }

  /// When the frames are shown, in the stream's unit, ascending, each time once.
  private(set) var times: [Int64] = []
  private(set) var packets: [Packet] = []
  /// How long the last frame is shown, 0 where the file does not say.
  private(set) var lastDuration: Int64 = 0
  /// A packet that an edit list cuts away and should not, see ``keepLastFrame(_:)``.
  private(set) var keptPacket: Int?
  /// Whether some packet has no time, so that frames can only be counted by decoding.
  private(set) var lacksTimes = false

  init(_ file: InputFile) {
    var lastTime = Int64.min
    var hidden: [Int] = []
    while let packet = file.nextPacket() {
      let time = packet.pointee.pts
      let isShown = packet.pointee.flags & AV_PKT_FLAG_DISCARD == 0
      if !isShown { hidden.append(packets.count) }
      packets.append(Packet(time: time, isKey: packet.pointee.flags & AV_PKT_FLAG_KEY != 0))
      if time == FFmpeg.noTimestamp {
        lacksTimes = true
      } else if isShown {
        times.append(time)
        if time >= lastTime {
          lastTime = time
          lastDuration = max(0, packet.pointee.duration)
        }
      }
    }
    keepLastFrame(hidden.filter { packets[$0].time > lastTime })
    times.sort()
    times = times.reduce(into: []) { if $0.last != $1 { $0.append($1) } }
  }

  /// Keeps a single frame that is cut away behind all others.
  ///
  /// A writer that gives its last frame no duration makes an edit list that ends where that frame
  /// begins. The frame is meant to be seen; a clip of one frame would have none otherwise.
  private mutating func keepLastFrame(_ hiddenBehind: [Int]) {
    guard hiddenBehind.count == 1, let packet = hiddenBehind.first, !lacksTimes else { return }
    keptPacket = packet
    times.append(packets[packet].time)
    lastDuration = 0
  }

  /// The first place in ``times`` that is not before `time`.
  func index(notBefore time: Int64) -> Int {
    var range = 0..<times.count
    while !range.isEmpty {
      let middle = (range.lowerBound + range.upperBound) / 2
      range =
        times[middle] < time ? middle + 1..<range.upperBound : range.lowerBound..<middle
    }
    return range.lowerBound
  }

  /// For each time wanted, the packet to start decoding at: the nearest keyframe that is neither
  /// shown later nor decoded later. (A frame shown before the keyframe it follows in the file, as
  /// open groups of pictures have it, needs the keyframe before.)
  func startPackets(for wanted: [Int64]) -> [Int] {
    var places: [Int64: Int] = [:]
    for (place, packet) in packets.enumerated() where places[packet.time] == nil {
      places[packet.time] = place
    }
    return wanted.map { time in
      var place = places[time] ?? 0
      while place > 0, !packets[place].isKey || packets[place].time > time { place -= 1 }
      return place
    }
  }
}
