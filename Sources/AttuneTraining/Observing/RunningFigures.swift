import AttuneEvaluation

/// The figures of an epoch so far, measured while training.
public struct RunningFigures: Sendable {
  /// Mean loss.
  public var loss: Double
  /// Share of turns right.
  public var accuracy: Double
  /// Macro-F1.
  public var macroF1: Double
  /// Conversation turns a second.
  public var turnsPerSecond: Double

  init(_ progress: TrainingProgress, classes: [String]) throws {
    let scores = try ConfusionMatrix(classes: classes, counts: progress.confusion).scores
    loss = progress.lossWeight > 0 ? progress.lossSum / progress.lossWeight : 0
    accuracy = scores.accuracy
    macroF1 = scores.macroF1
    turnsPerSecond = progress.seconds > 0 ? Double(progress.position) / progress.seconds : 0
  }
}
