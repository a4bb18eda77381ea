import AttuneCore
import AttuneModels

/// What is about to be trained on what.
public struct TrainingSummary: Sendable, CustomStringConvertible {
  /// Model and preset.
  public var model: String
  /// Turns in each split.
  public var turns: [Split: Int]
  /// The model's parameters, part by part.
  public var parameters: ParameterCounts
  /// Everything that decides what is computed.
  public var configuration: RunConfiguration
  /// Optimizer steps that were done before.
  public var resumedStep: Int
  /// Epochs that were done before.
  public var resumedEpoch: Int

  init(_ prepared: PreparedRun, resuming progress: TrainingProgress) {
    configuration = prepared.configuration
    model = "\(configuration.model.kind.rawValue), preset \(configuration.preset.rawValue)"
    turns = prepared.turns.mapValues(\.count)
    parameters = ParameterCounts(prepared.store)
    resumedStep = progress.step
    resumedEpoch = progress.epoch
  }

  /// A line on model and data, and one on the parts: all parameters, and in brackets the trainable.
  public var description: String {
    let counts = Split.allCases.map { "\($0.rawValue) \(turns[$0] ?? 0)" }
    let resumed = resumedStep > 0 ? "; resumed after step \(resumedStep)" : ""
    let parts = parameters.parts.map { "\($0.name) \($0.total) (\($0.trainable))" }
    return "\(model): \(parameters.total) parameters, \(parameters.trainable) trainable; turns: "
      + counts.joined(separator: ", ") + resumed + "\n  " + parts.joined(separator: ", ")
  }
}
