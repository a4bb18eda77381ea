import Foundation

/// One change of all colours of a clip.
struct ColourChange: Equatable, CustomStringConvertible {
  var brightness: Float = 1
  var contrast: Float = 1
  var saturation: Float = 1
  /// Turns.
  var hue: Float = 0

  var description: String {
    String(
      format: "brightness %.3f, contrast %.3f, saturation %.3f, hue %+.3f", brightness, contrast,
      saturation, hue)
  }

  /// How much each colour counts in a gray (ITU-R BT.601).
  private static let gray: (Float, Float, Float) = (0.299, 0.587, 0.114)

  /// The bytes of all pixels, red, green, blue, after the change.
  func callAsFunction(_ pixels: [UInt8]) -> [UInt8] {
    let levels = levels(pixels)
    return [UInt8](unsafeUninitializedCapacity: pixels.count) { result, count in
      pixels.withUnsafeBufferPointer { source in
        levels.withUnsafeBufferPointer { levels in
          let isGray = saturation == 1 && hue == 0
          for place in stride(from: 0, to: source.count - 2, by: 3) {
            var colour = (
              levels[Int(source[place])], levels[Int(source[place + 1])],
              levels[Int(source[place + 2])]
            )
            if !isGray { colour = turned(saturated(colour)) }
            result[place] = Self.byte(colour.0)
            result[place + 1] = Self.byte(colour.1)
            result[place + 2] = Self.byte(colour.2)
          }
        }
      }
      count = pixels.count - pixels.count % 3
    }
  }

  /// What brightness and contrast make of each byte.
  private func levels(_ pixels: [UInt8]) -> [Float] {
    let bright = (0..<256).map { Self.bounded(Float($0) / 255 * brightness) }
    guard contrast != 1, pixels.count >= 3 else { return bright }
    var counts = [Int](repeating: 0, count: 3 * 256)
    pixels.withUnsafeBufferPointer { source in
      for place in stride(from: 0, to: source.count - 2, by: 3) {
        counts[Int(source[place])] += 1
        counts[256 + Int(source[place + 1])] += 1
        counts[512 + Int(source[place + 2])] += 1
      }
    }
    func mean(_ channel: Int) -> Double {
      (0..<256).reduce(0.0) { $0 + Double(counts[channel * 256 + $1]) * Double(bright[$1]) }
        / Double(pixels.count / 3)
    }
    let gray =
      Double(Self.gray.0) * mean(0) + Double(Self.gray.1) * mean(1) + Double(Self.gray.2) * mean(2)
    return bright.map { Self.bounded(contrast * $0 + (1 - contrast) * Float(gray)) }
  }

  private func saturated(_ colour: (Float, Float, Float)) -> (Float, Float, Float) {
    guard saturation != 1 else { return colour }
    let gray =
      (1 - saturation)
      * (Self.gray.0 * colour.0 + Self.gray.1 * colour.1 + Self.gray.2 * colour.2)
    return (
      Self.bounded(saturation * colour.0 + gray), Self.bounded(saturation * colour.1 + gray),
      Self.bounded(saturation * colour.2 + gray)
    )
  }

  /// Turns the hue in the hexagon of hue, saturation and value (Smith 1978).
  private func turned(_ colour: (Float, Float, Float)) -> (Float, Float, Float) {
    guard hue != 0 else { return colour }
    let (red, green, blue) = colour
    let value = max(red, green, blue)
    let chroma = value - min(red, green, blue)
    guard chroma > 0 else { return colour }
    var sixths: Float
    if value == red {
      sixths = (green - blue) / chroma
    } else if value == green {
      sixths = 2 + (blue - red) / chroma
    } else {
      sixths = 4 + (red - green) / chroma
    }
    sixths += 6 * hue
    // Each channel is at its highest within a sixth of its own place on the circle.
    func channel(_ offset: Float) -> Float {
      var place = sixths + offset
      while place < 0 { place += 6 }
      while place >= 6 { place -= 6 }
      return value - chroma * max(0, min(1, min(place, 4 - place)))
    }
    return (channel(5), channel(3), channel(1))
  }

  private static func bounded(_ value: Float) -> Float { max(0, min(1, value)) }

  private static func byte(_ value: Float) -> UInt8 { UInt8(value * 255 + 0.5) }
}
