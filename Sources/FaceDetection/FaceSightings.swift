import AttuneMedia
import Foundation

/// Which frames of a video show a face.
///
/// It depends on the video alone, whatever a model sees of it: some frames evenly from the first to
/// the last, whole, in their own proportions.
public struct FaceSightings: Equatable, Sendable {
  /// How many frames are looked at.
  public static let numFrames = 4
  /// What the shorter edge of a frame is scaled to: faces of a third of it or more are found.
  static let shorterEdge = 3 * FaceDetector.smallestFace
  /// The longer edge of a long and narrow frame, which is then squeezed.
  private static let longestEdge = 4 * shorterEdge

  /// Whether each frame shows a face, in order of presentation; never empty.
  public let frames: [Bool]

  /// The share of the frames that show a face, 0…1.
  public var share: Double { Double(frames.count { $0 }) / Double(frames.count) }

  /// Decodes some frames of a video and looks at them.
  ///
  /// - Throws: ``MediaError``, naming the file.
  public init(of url: URL) throws(MediaError) {
    let clip = try VideoDecoder.decode(url, settings: Self.settings(for: url))
    do throws(FaceDetectionError) {
      try self.init(in: clip)
    } catch {
      throw .unreadable(url, reason: String(describing: error))
    }
  }

  /// Looks at the frames of a clip as they are.
  init(in clip: VideoClip) throws(FaceDetectionError) {
    let size = clip.height * clip.width * 3
    var frames: [Bool] = []
    for start in stride(from: 0, to: clip.pixels.count, by: max(1, size)) {
      let pixels = Array(clip.pixels[start..<min(start + size, clip.pixels.count)])
      frames.append(
        try FaceDetector.showsFace(pixels, height: clip.height, width: clip.width))
    }
    self.frames = frames
  }

  private static func settings(for url: URL) throws(MediaError) -> VideoSettings {
    let (height, width) = try VideoDecoder.frameSize(of: url)
    let shorter = min(height, width)
    func scaled(_ edge: Int) -> Int { min(edge * shorterEdge / shorter, longestEdge) }
    return VideoSettings(numFrames: numFrames, height: scaled(height), width: scaled(width))
  }
}
