import AttuneMedia
import Foundation

/// Pictures of what a model heard and saw, coloured by what mattered.
public enum ExplanationPictures {
  private typealias Colour = (red: Float, green: Float, blue: Float)

  // Okabe and Ito 2008: told apart by people with any colour vision.
  private static let speaksFor: Colour = (213, 94, 0)
  private static let speaksAgainst: Colour = (0, 114, 178)

  /// A sound's evidence over time and frequency, as a PNG file.
  ///
  /// Time runs to the right, frequency upwards; vermilion speaks for the answer, blue against it, white
  /// is neither. The strongest hundredth of the cells has the full colour.
  ///
  /// - Throws: ``MediaError`` for a sound without frames.
  public static func png(_ sound: Explanation.Sound) throws(MediaError) -> Data {
    let (numFrames, numBands) = (sound.evidence.count, sound.centres.count)
    let (wide, high) = (max(1, min(4, 1_200 / max(1, numFrames))), 4)
    let (width, height) = (numFrames * wide, numBands * high)
    let strengths = sound.evidence.joined().map(abs).sorted()
    let full = strengths.isEmpty ? 0 : strengths[(strengths.count - 1) * 99 / 100]
    var pixels = [UInt8](repeating: 255, count: width * height * 3)
    for row in 0..<height {
      let band = numBands - 1 - row / high
      for column in 0..<width {
        let value = sound.evidence[column / wide][band]
        let share = full > 0 ? min(1, abs(value) / full) : 0
        paint(
          value < 0 ? speaksAgainst : speaksFor, share, &pixels, at: (row * width + column) * 3)
      }
    }
    return try PictureFile.png(pixels, height: height, width: width)
  }

  /// A clip's frames with the attention laid over them, from left to right, as a PNG file.
  ///
  /// The patch with the most attention has the fullest colour.
  ///
  /// - Throws: ``MediaError`` where attention and frames do not fit.
  public static func png(
    _ clip: Explanation.Clip, over frames: VideoClip
  ) throws(MediaError) -> Data {
    guard clip.attention.count == frames.numFrames,
      let rows = clip.attention.first?.count, rows > 0,
      let columns = clip.attention.first?.first?.count, columns > 0,
      clip.attention.allSatisfy({ $0.count == rows && $0.allSatisfy { $0.count == columns } })
    else {
      throw .invalidSettings(
        "attention to \(clip.attention.count) frames, but the clip has \(frames.numFrames)")
    }
    let most = clip.attention.joined().joined().max() ?? 0
    var painted = frames
    for frame in 0..<frames.numFrames {
      for row in 0..<frames.height {
        for column in 0..<frames.width {
          let attention = clip.attention[frame][row * rows / frames.height][
            column * columns / frames.width]
          let share = most > 0 ? 0.7 * attention / most : 0
          let place = ((frame * frames.height + row) * frames.width + column) * 3
          paint(speaksFor, share, &painted.pixels, at: place)
        }
      }
    }
    return try ContactSheet([painted]).png()
  }

  /// Mixes a colour into a pixel.
  private static func paint(
    _ colour: Colour, _ share: Float, _ pixels: inout [UInt8], at place: Int
  ) {
    for (offset, value) in [colour.red, colour.green, colour.blue].enumerated() {
      let old = Float(pixels[place + offset])
      pixels[place + offset] = UInt8(max(0, min(255, old + (value - old) * share)))
    }
  }
}
