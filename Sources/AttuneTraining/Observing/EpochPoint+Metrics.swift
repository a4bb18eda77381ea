import AttuneEvaluation

extension EpochPoint {
  /// The point that an epoch's line gives to the training curves; `nil` for a step's line.
  init?(_ line: MetricsLine) {
    guard case .epoch(let metrics) = line else { return nil }
    self.init(
      epoch: metrics.epoch, trainLoss: metrics.trainLoss, validationLoss: metrics.validationLoss,
      accuracy: metrics.validationAccuracy, macroF1: metrics.validationMacroF1)
  }
}
