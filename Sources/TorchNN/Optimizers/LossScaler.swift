/// Keeps gradients in half precision from vanishing: the loss is multiplied before the backward pass,
/// and the gradients are divided afterwards.
///
/// The factor grows while all goes well and shrinks where a gradient overflows; the step is then
/// skipped. The numbers are those of PyTorch's `GradScaler` (Micikevicius et al. 2018,
/// arXiv:1710.03740).
public struct LossScaler: Codable, Hashable, Sendable {
  /// What the loss is multiplied with.
  public private(set) var scale: Double
  /// Steps since the factor last changed.
  public private(set) var goodSteps = 0
  /// Steps that were skipped in all.
  public private(set) var skippedSteps = 0
  /// What the factor is multiplied with after ``growthInterval`` good steps.
  public let growthFactor: Double
  /// What it is multiplied with after an overflow.
  public let backoffFactor: Double
  /// Good steps between two growths.
  public let growthInterval: Int

  /// Makes a scaler.
  public init(
    scale: Double = 65536, growthFactor: Double = 2, backoffFactor: Double = 0.5,
    growthInterval: Int = 2000
  ) {
    self.scale = scale
    self.growthFactor = growthFactor
    self.backoffFactor = backoffFactor
    self.growthInterval = growthInterval
  }

  /// Adapts the factor after a step.
  ///
  /// - Parameter overflowed: whether a gradient was not finite, so that the step was skipped.
  public mutating func update(overflowed: Bool) {
    guard !overflowed else {
      scale *= backoffFactor
      goodSteps = 0
      skippedSteps += 1
      return
    }
    goodSteps += 1
    guard goodSteps >= growthInterval else { return }
    // Beyond what single precision holds, every loss would overflow.
    if (scale * growthFactor) <= Double(Float.greatestFiniteMagnitude) { scale *= growthFactor }
    goodSteps = 0
  }
}
