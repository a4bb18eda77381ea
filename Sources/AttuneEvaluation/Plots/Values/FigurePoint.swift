/// A point of a curve.
public struct FigurePoint: Sendable, Hashable {
  /// Along the horizontal axis.
  public var x: Double
  /// Along the vertical axis.
  public var y: Double

  /// Creates a point.
  public init(x: Double, y: Double) {
    self.x = x
    self.y = y
  }
}

extension [FigurePoint] {
  /// The points that make a difference to the eye on axes from 0 to 1; the ends are always kept.
  ///
  /// A curve has a point a row, and a table may have a million of them.
  var thinned: [FigurePoint] {
    let step = 0.004
    var kept: [FigurePoint] = []
    for (index, point) in enumerated() where point.x.isFinite && point.y.isFinite {
      if let last = kept.last, index != indices.last,
        abs(point.x - last.x) < step, abs(point.y - last.y) < step
      {
        continue
      }
      kept.append(point)
    }
    return kept
  }
}
