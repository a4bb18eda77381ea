import AttuneCore
import AttuneModels
import TorchNN

/// What is about to be trained on what.
public struct TrainingSummary: Sendable, CustomStringConvertible {
  /// Model and preset.
  public var model: String
  /// Turns in each split.
  public var turns: [Split: Int]
  /// Numbers in the model.
  public var numParameters: Int
  /// Numbers that are trained.
  public var numTrainable: Int
  /// Optimizer steps that were done before.
  public var resumedStep: Int

  init(_ prepared: PreparedRun, resumedStep: Int) {
    let configuration = prepared.configuration
    model = "\(configuration.model.kind.rawValue), preset \(configuration.preset.rawValue)"
    turns = prepared.turns.mapValues(\.count)
    numParameters = prepared.store.numParameters
    numTrainable = prepared.store.numTrainable
    self.resumedStep = resumedStep
  }

  /// One line.
  public var description: String {
    let counts = Split.allCases.map { "\($0.rawValue) \(turns[$0] ?? 0)" }
    let resumed = resumedStep > 0 ? "; resumed after step \(resumedStep)" : ""
    return "\(model): \(numParameters) parameters, \(numTrainable) trainable; turns: "
      + counts.joined(separator: ", ") + resumed
  }
}
