/// Keeps of a curve the points that lie a step apart; the first and the last are always kept.
struct CurveThinner {
  enum Distance {
    /// Along the horizontal axis.
    case x
    /// The sum of both axes, for a curve that is steep somewhere.
    case path
  }

  private let step: Double
  private let distance: Distance
  private var kept: [FigurePoint] = []
  private var last: FigurePoint?

  init(step: Double, along distance: Distance = .path) {
    (self.step, self.distance) = (step, distance)
  }

  mutating func add(x: Double, y: Double) {
    let point = FigurePoint(x: x, y: y)
    if let previous = kept.last {
      let moved = abs(x - previous.x) + (distance == .path ? abs(y - previous.y) : 0)
      guard moved >= step else {
        last = point
        return
      }
    }
    kept.append(point)
    last = nil
  }

  var points: [FigurePoint] { kept + (last.map { [$0] } ?? []) }
}
