/// Operations that move or replace pixels, the same in all frames of a clip.
enum FrameOperations {
  /// The clip with other frames in its places, in number as before.
  static func reordered(_ clip: VideoClip, _ order: [Int]) -> VideoClip {
    let size = clip.height * clip.width * 3
    guard clip.pixels.count == clip.numFrames * size, order.count == clip.numFrames,
      clip.frameIndices.count == order.count, clip.frameSeconds.count == order.count
    else { return clip }
    var result = clip
    result.pixels.removeAll(keepingCapacity: true)
    for frame in order { result.pixels += clip.pixels[frame * size..<(frame + 1) * size] }
    result.frameIndices = order.map { clip.frameIndices[$0] }
    result.frameSeconds = order.map { clip.frameSeconds[$0] }
    return result
  }

  /// The pixels with left and right exchanged.
  static func mirrored(_ clip: VideoClip) -> [UInt8] {
    let width = clip.width
    return [UInt8](unsafeUninitializedCapacity: clip.pixels.count) { result, count in
      clip.pixels.withUnsafeBufferPointer { source in
        for row in 0..<(width > 0 ? source.count / (width * 3) : 0) {
          for column in 0..<width {
            let from = (row * width + column) * 3
            let to = (row * width + width - 1 - column) * 3
            for channel in 0..<3 { result[to + channel] = source[from + channel] }
          }
        }
      }
      count = clip.pixels.count
    }
  }

  /// The pixels of a rectangle at the size of the whole, between four neighbours each.
  ///
  /// A pixel's middle is at half a pixel, as in `torch.nn.functional.interpolate` of mode bilinear
  /// with `align_corners=False`.
  static func resizedCrop(_ clip: VideoClip, _ rectangle: PixelRectangle) -> [UInt8] {
    let (height, width) = (clip.height, clip.width)
    guard clip.pixels.count == clip.numFrames * height * width * 3 else { return clip.pixels }
    let rows = Neighbours(rectangle.height, at: height)
    let columns = Neighbours(rectangle.width, at: width)
    var blended = [Float](repeating: 0, count: rectangle.width * 3)
    return [UInt8](unsafeUninitializedCapacity: clip.pixels.count) { result, count in
      clip.pixels.withUnsafeBufferPointer { source in
        blended.withUnsafeMutableBufferPointer { blended in
          for frame in 0..<clip.numFrames {
            let frameStart = frame * height * width * 3
            for row in 0..<height {
              func start(_ index: Int) -> Int {
                frameStart + ((rectangle.top + index) * width + rectangle.left) * 3
              }
              let (upper, lower) = (start(rows.first[row]), start(rows.second[row]))
              let share = rows.share[row]
              for place in 0..<blended.count {
                let above = Float(source[upper + place])
                blended[place] = above + share * (Float(source[lower + place]) - above)
              }
              let target = frameStart + row * width * 3
              for column in 0..<width {
                let (left, right) = (columns.first[column] * 3, columns.second[column] * 3)
                let share = columns.share[column]
                for channel in 0..<3 {
                  let value = blended[left + channel]
                  result[target + column * 3 + channel] = UInt8(
                    value + share * (blended[right + channel] - value) + 0.5)
                }
              }
            }
          }
        }
      }
      count = clip.pixels.count
    }
  }

  /// Puts bytes over a rectangle in all frames.
  static func cover(_ clip: inout VideoClip, _ rectangle: PixelRectangle, with bytes: [UInt8]) {
    let rowLength = rectangle.width * 3
    guard clip.pixels.count == clip.numFrames * clip.height * clip.width * 3,
      bytes.count == rectangle.height * rowLength
    else { return }
    for frame in 0..<clip.numFrames {
      for row in 0..<rectangle.height {
        let line = (frame * clip.height + rectangle.top + row) * clip.width + rectangle.left
        clip.pixels.replaceSubrange(
          line * 3..<line * 3 + rowLength, with: bytes[row * rowLength..<(row + 1) * rowLength])
      }
    }
  }

  /// The clip's mean red, green and blue, rounded.
  static func meanColour(_ clip: VideoClip) -> [UInt8] {
    let numPixels = clip.pixels.count / 3
    guard numPixels > 0 else { return [0, 0, 0] }
    var sums = (0, 0, 0)
    clip.pixels.withUnsafeBufferPointer { source in
      for place in stride(from: 0, to: numPixels * 3, by: 3) {
        sums.0 += Int(source[place])
        sums.1 += Int(source[place + 1])
        sums.2 += Int(source[place + 2])
      }
    }
    return [sums.0, sums.1, sums.2].map { UInt8(($0 + numPixels / 2) / numPixels) }
  }

  /// For each of `size` new pixels of a line, the two old ones around it and how near the second is.
  private struct Neighbours {
    var first: [Int] = []
    var second: [Int] = []
    var share: [Float] = []

    init(_ old: Int, at size: Int) {
      for place in 0..<size {
        let middle = (Double(place) + 0.5) * Double(old) / Double(size) - 0.5
        let position = max(0, min(Double(old - 1), middle))
        let before = Int(position)
        first.append(before)
        second.append(min(old - 1, before + 1))
        share.append(Float(position - Double(before)))
      }
    }
  }
}
