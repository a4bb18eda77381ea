import AttuneCore
import AttuneMedia
import Foundation

extension MediaCache {
  /// Which frames of a file show a face, as ``FaceSightings/init(of:)`` finds.
  ///
  /// - Throws: ``MediaError``, naming the file.
  public func faces(_ url: URL) throws(MediaError) -> FaceSightings {
    try clip(of: url, kind: "faces", settings: FaceSightings.settings) { () throws(MediaError) in
      try FaceSightings(of: url)
    }
  }
}

extension FaceSightings: CacheableClip {
  /// What sightings depend on beside the video.
  fileprivate static var settings: [Int] { [numFrames, shorterEdge] }

  package var cacheDescription: [Bool] { frames }

  package var elements: [UInt8] { [] }

  package init?(_ frames: [Bool], elements: [UInt8]) {
    guard !frames.isEmpty else { return nil }
    self.frames = frames
  }
}
