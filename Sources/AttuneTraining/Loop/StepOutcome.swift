/// What a step measured, over all processes.
struct StepOutcome {
  /// Sum of the loss's terms over the turns, without auxiliary ones.
  var lossSum = 0.0
  /// What was predicted, `[truth][prediction]`.
  var confusion: [[Int]]
  /// Norm of all gradients before clipping.
  var gradientNorm = 0.0
  /// The schedule's factor that was applied.
  var learningRateFactor: Double
  /// What the loss was multiplied with, in half precision.
  var lossScale: Double?

  /// Whether the step was taken.
  var isFinite: Bool { lossSum.isFinite && gradientNorm.isFinite }

  /// The smallest scale of a loss that is tried: below it, overflows are no matter of scale.
  static let smallestLossScale = 1e-3

  /// Whether the step was left out only because the loss was scaled too high.
  var isSkipped: Bool { !isFinite && (lossScale ?? 0) >= Self.smallestLossScale }

  /// The sums over all processes of what each of them counted.
  mutating func sum(over group: any TrainingGroup) throws {
    let counts = confusion.joined().map(Double.init)
    let sums = try group.sum([lossSum] + counts)
    lossSum = sums.first ?? lossSum
    confusion = sums.dropFirst().map { Int($0) }.chunks(of: confusion.count)
  }
}
