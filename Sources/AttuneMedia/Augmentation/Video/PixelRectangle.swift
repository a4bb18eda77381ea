import AttuneCore
import Foundation

/// A part of a picture, in whole pixels.
struct PixelRectangle: Equatable, CustomStringConvertible {
  var top: Int
  var left: Int
  var height: Int
  var width: Int

  var description: String { "\(width)×\(height) at (\(left), \(top))" }

  /// Draws a rectangle that lies within a picture: its area, then its aspect, then its place.
  ///
  /// - Returns: `nil` if none of ten fits.
  static func draw(
    area: AugmentationRange, aspect: AugmentationRange, height: Int, width: Int,
    using generator: inout SeededGenerator
  ) -> Self? {
    let logarithms = AugmentationRange(log(aspect.lower), log(aspect.upper))
    for _ in 0..<10 {
      let pixels = area.draw(using: &generator) * Double(height * width)
      let ratio = exp(logarithms.draw(using: &generator))
      let columns = Int((pixels * ratio).squareRoot().rounded())
      let rows = Int((pixels / ratio).squareRoot().rounded())
      guard (1...width).contains(columns), (1...height).contains(rows) else { continue }
      return Self(
        top: generator.index(below: height - rows + 1),
        left: generator.index(below: width - columns + 1), height: rows, width: columns)
    }
    return nil
  }
}
