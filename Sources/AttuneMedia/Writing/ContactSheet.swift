import Foundation

/// Clips as one picture: a row a clip, its frames from left to right.
public struct ContactSheet: Sendable {
  /// Pixels between two frames, which are white.
  static let gap = 4

  private let clips: [VideoClip]

  /// Puts clips below each other.
  ///
  /// - Throws: ``MediaError/invalidSettings(_:)`` for no clips, or clips of different sizes.
  public init(_ clips: [VideoClip]) throws(MediaError) {
    guard let first = clips.first, first.numFrames > 0,
      clips.allSatisfy({ clip in
        clip.numFrames == first.numFrames && clip.height == first.height
          && clip.width == first.width
          && clip.pixels.count == clip.numFrames * clip.height * clip.width * 3
      })
    else { throw .invalidSettings("a contact sheet wants clips of one size") }
    self.clips = clips
  }

  /// The sheet as a PNG file.
  public func png() throws(MediaError) -> Data {
    let (numFrames, height, width) = (clips[0].numFrames, clips[0].height, clips[0].width)
    let sheetWidth = numFrames * (width + Self.gap) - Self.gap
    let sheetHeight = clips.count * (height + Self.gap) - Self.gap
    var sheet = [UInt8](repeating: 255, count: sheetWidth * sheetHeight * 3)
    for (number, clip) in clips.enumerated() {
      for frame in 0..<numFrames {
        for row in 0..<height {
          let line = (frame * height + row) * width * 3
          let top = number * (height + Self.gap) + row
          let target = (top * sheetWidth + frame * (width + Self.gap)) * 3
          sheet.replaceSubrange(
            target..<target + width * 3, with: clip.pixels[line..<line + width * 3])
        }
      }
    }
    return try PictureFile.png(sheet, height: sheetHeight, width: sheetWidth)
  }
}
