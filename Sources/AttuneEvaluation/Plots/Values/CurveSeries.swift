/// A named curve.
public struct CurveSeries: Sendable, Hashable {
  /// What the curve is of: a model or a class.
  public var name: String
  /// Its points from left to right.
  public var points: [FigurePoint]

  /// Creates a curve.
  public init(name: String, points: [FigurePoint]) {
    self.name = name
    self.points = points
  }
}
