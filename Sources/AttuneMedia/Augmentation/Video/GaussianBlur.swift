import Foundation

/// A Gaussian blur, columns and rows one after the other.
struct GaussianBlur {
  /// The bell at −r…r, its sum 1; r = ⌈3σ⌉.
  let weights: [Float]

  /// Prepares a blur; σ in pixels, above 0.
  init(sigma: Double) {
    let radius = max(1, Int((3 * sigma).rounded(.up)))
    let bell = (-radius...radius).map { exp(-Double($0 * $0) / (2 * sigma * sigma)) }
    let sum = bell.reduce(0, +)
    weights = bell.map { Float($0 / sum) }
  }

  /// The clip's pixels, blurred; beyond its edges a picture goes on mirrored, edge pixels once.
  func apply(to clip: VideoClip) -> [UInt8] {
    let (height, width) = (clip.height, clip.width)
    let rowLength = width * 3
    guard clip.pixels.count == clip.numFrames * height * rowLength, height > 0, width > 0 else {
      return clip.pixels
    }
    let radius = weights.count / 2
    let columns = (-radius..<width + radius).map { Self.mirrored($0, width) }
    var wide = [Float](repeating: 0, count: (width + 2 * radius) * 3)
    var sums = [Float](repeating: 0, count: rowLength)
    var result = clip.pixels
    clip.pixels.withUnsafeBufferPointer { source in
      result.withUnsafeMutableBufferPointer { target in
        wide.withUnsafeMutableBufferPointer { wide in
          sums.withUnsafeMutableBufferPointer { sums in
            for frame in 0..<clip.numFrames {
              let start = frame * height * rowLength
              for row in 0..<height {
                for place in 0..<rowLength { sums[place] = 0 }
                for (offset, weight) in weights.enumerated() {
                  let other = start + Self.mirrored(row + offset - radius, height) * rowLength
                  for place in 0..<rowLength {
                    sums[place] += weight * Float(source[other + place])
                  }
                }
                for (column, from) in columns.enumerated() {
                  for channel in 0..<3 { wide[column * 3 + channel] = sums[from * 3 + channel] }
                }
                for place in 0..<rowLength { sums[place] = 0.5 }
                for (offset, weight) in weights.enumerated() {
                  for place in 0..<rowLength { sums[place] += weight * wide[offset * 3 + place] }
                }
                for place in 0..<rowLength {
                  target[start + row * rowLength + place] = UInt8(max(0, min(255, sums[place])))
                }
              }
            }
          }
        }
      }
    }
    return result
  }

  /// The place within 0..<count that a place outside is the mirror image of.
  private static func mirrored(_ place: Int, _ count: Int) -> Int {
    guard count > 1 else { return 0 }
    let period = 2 * (count - 1)
    let within = ((place % period) + period) % period
    return min(within, period - within)
  }
}
