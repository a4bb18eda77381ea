import AttuneCore
import AttuneEvaluation

/// How training ended.
public enum TrainingOutcome: Sendable {
  /// All epochs, or early stopping; the best weights have predicted every split.
  case finished(Finished)
  /// A signal; everything is saved, and resuming goes on with the next step.
  case stopped(signal: Int32, epoch: Int, step: Int)

  /// What a finished run reached.
  public struct Finished: Sendable {
    /// The epoch whose weights scored best on the validation split, from 1.
    public var bestEpoch: Int
    /// Epochs that were run.
    public var epochs: Int
    /// The best weights' evaluation on each split that has labelled turns.
    public var evaluations: [Split: Evaluation]
  }
}
