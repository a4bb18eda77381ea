import Foundation

/// A clip as a cache entry has it: a small description and its samples or pixels as they are.
package protocol CacheableClip: Sendable {
  associatedtype Description: Codable
  associatedtype Element

  /// Everything but the elements.
  var cacheDescription: Description { get }
  var elements: [Element] { get }
  /// `nil` where the number of elements does not fit the description.
  init?(_ description: Description, elements: [Element])
}

extension AudioClip: CacheableClip {
  package struct Description: Codable {
    var durationSeconds: Double
    var isTruncated: Bool
    var sourceSampleRate: Int
    var numDecodingErrors: Int
    var cutShort: String?
  }

  package var cacheDescription: Description {
    Description(
      durationSeconds: durationSeconds, isTruncated: isTruncated,
      sourceSampleRate: sourceSampleRate, numDecodingErrors: numDecodingErrors,
      cutShort: cutShort)
  }

  package var elements: [Float] { waveform }

  package init?(_ description: Description, elements: [Float]) {
    self.init(
      waveform: elements, durationSeconds: description.durationSeconds,
      isTruncated: description.isTruncated, sourceSampleRate: description.sourceSampleRate,
      numDecodingErrors: description.numDecodingErrors, cutShort: description.cutShort)
  }
}

extension VideoClip: CacheableClip {
  package struct Description: Codable {
    var numFrames: Int
    var height: Int
    var width: Int
    var frameIndices: [Int]
    var frameSeconds: [Double]
    var numSourceFrames: Int
    var durationSeconds: Double
    var numDecodingErrors: Int
    var cutShort: String?
  }

  package var cacheDescription: Description {
    Description(
      numFrames: numFrames, height: height, width: width, frameIndices: frameIndices,
      frameSeconds: frameSeconds, numSourceFrames: numSourceFrames,
      durationSeconds: durationSeconds, numDecodingErrors: numDecodingErrors, cutShort: cutShort)
  }

  package var elements: [UInt8] { pixels }

  package init?(_ description: Description, elements: [UInt8]) {
    let (numFrames, height, width) = (description.numFrames, description.height, description.width)
    guard elements.count == numFrames * height * width * 3 else { return nil }
    self.init(
      pixels: elements, numFrames: numFrames, height: height, width: width,
      frameIndices: description.frameIndices, frameSeconds: description.frameSeconds,
      numSourceFrames: description.numSourceFrames, durationSeconds: description.durationSeconds,
      numDecodingErrors: description.numDecodingErrors, cutShort: description.cutShort)
  }
}
