import Foundation

/// Minimises a smooth function from its values and gradients.
///
/// Limited-memory BFGS (Liu and Nocedal 1989) with a bisection search for a step that meets the
/// weak Wolfe conditions (Lewis and Overton 2013, *Nonsmooth optimization via quasi-Newton
/// methods*). No random number, and sums in a fixed order: the same function gives the same bits.
struct LBFGS {
  /// The least point found.
  struct Minimum {
    var point: [Double]
    var value: Double
    /// Largest magnitude of the gradient there.
    var steepness: Double
  }

  /// Ends where no part of the gradient is larger than this.
  var tolerance = 1e-7
  var maximumIterations = 1000
  /// How many past steps tell the curvature.
  private static let memory = 10

  /// - Parameter objective: gives the value at a point and fills in the gradient.
  func minimize(
    from start: [Double], _ objective: (_ point: [Double], _ gradient: inout [Double]) -> Double
  ) -> Minimum {
    var point = start
    var gradient = [Double](repeating: 0, count: start.count)
    var value = objective(point, &gradient)
    var steps: [(change: [Double], bend: [Double], inverse: Double)] = []
    for _ in 0..<maximumIterations {
      if Self.steepness(gradient) <= tolerance { break }
      var direction = Self.direction(gradient, steps)
      var slope = Self.dot(direction, gradient)
      if !(slope < 0) {
        // Rounding has spoilt the curvature: begin anew with the steepest descent.
        steps = []
        direction = gradient.map { -$0 }
        slope = -Self.dot(gradient, gradient)
      }
      let first = steps.isEmpty ? min(1, 1 / max(Self.steepness(gradient), 1e-12)) : 1
      guard
        let found = Self.search(
          from: point, value, direction, slope: slope, first: first, objective)
      else { break }
      let change = zip(found.point, point).map { $0 - $1 }
      let bend = zip(found.gradient, gradient).map { $0 - $1 }
      let product = Self.dot(change, bend)
      if product > 0 { steps.append((change, bend, 1 / product)) }
      if steps.count > Self.memory { steps.removeFirst() }
      (point, value, gradient) = (found.point, found.value, found.gradient)
    }
    return Minimum(point: point, value: value, steepness: Self.steepness(gradient))
  }

  private static func direction(
    _ gradient: [Double], _ steps: [(change: [Double], bend: [Double], inverse: Double)]
  ) -> [Double] {
    var direction = gradient.map { -$0 }
    var shares: [Double] = []
    for step in steps.reversed() {
      let share = step.inverse * dot(step.change, direction)
      shares.append(share)
      for index in direction.indices { direction[index] -= share * step.bend[index] }
    }
    if let last = steps.last {
      let scale = 1 / (last.inverse * dot(last.bend, last.bend))
      for index in direction.indices { direction[index] *= scale }
    }
    for (step, share) in zip(steps, shares.reversed()) {
      let correction = share - step.inverse * dot(step.bend, direction)
      for index in direction.indices { direction[index] += correction * step.change[index] }
    }
    return direction
  }

  private static func search(
    from point: [Double], _ value: Double, _ direction: [Double], slope: Double, first: Double,
    _ objective: (_ point: [Double], _ gradient: inout [Double]) -> Double
  ) -> (point: [Double], value: Double, gradient: [Double])? {
    var (lower, upper, length) = (0.0, Double.infinity, first)
    var gradient = [Double](repeating: 0, count: point.count)
    for _ in 0..<50 {
      let candidate = zip(point, direction).map { $0 + length * $1 }
      let reached = objective(candidate, &gradient)
      if !(reached <= value + 1e-4 * length * slope) {
        upper = length
      } else if dot(gradient, direction) < 0.9 * slope {
        lower = length
      } else {
        return (candidate, reached, gradient)
      }
      length = upper.isFinite ? (lower + upper) / 2 : 2 * length
    }
    return nil
  }

  private static func steepness(_ gradient: [Double]) -> Double {
    gradient.reduce(0) { max($0, abs($1)) }
  }

  private static func dot(_ first: [Double], _ second: [Double]) -> Double {
    var sum = 0.0
    for index in first.indices { sum += first[index] * second[index] }
    return sum
  }
}
