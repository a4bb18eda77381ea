/// A run that cannot start or go on, told in one line.
public enum TrainingError: Error, CustomStringConvertible, Equatable {
  /// A split without a labelled turn.
  case emptySplit(String, corpus: String)
  /// The folder already holds a run.
  case runExists(String)
  /// Nothing to resume from.
  case nothingToResume(String)
  /// The run to resume was started with another configuration.
  case configurationChanged(run: String, keys: [String])
  /// The run to resume was started on other data.
  case dataChanged(run: String, reason: String)
  /// A loss or a gradient that is not a finite number, or a validation loss, which has no gradient.
  case notFinite(step: Int, loss: Double, gradientNorm: Double?, checkpoint: String?)
  /// Processes that see other states of one run.
  case processesDiffer(run: String, steps: ClosedRange<Int>)
  /// A state that could not be written, as on a full disk.
  case notSaved(String, reason: String, checkpoint: String?)
  /// The checkpoint belongs to another network or is damaged.
  case checkpoint(String, reason: String)

  /// One line: what, where, what to do.
  public var description: String {
    switch self {
    case .emptySplit(let split, let corpus):
      "\(corpus): no labelled conversation in the \(split) split; see 'attune data check'"
    case .runExists(let path):
      "\(path): already holds a run; give another --out, or --resume to go on with it"
    case .nothingToResume(let path):
      "\(path): holds no checkpoint to resume from; leave out --resume to start"
    case .configurationChanged(let run, let keys):
      "\(run): was started with another configuration (\(keys.joined(separator: ", "))); "
        + "resume with the same one, or give another --out"
    case .dataChanged(let run, let reason):
      "\(run): was started on other data: \(reason)"
    case .notFinite(let step, let loss, let norm, let checkpoint):
      (norm.map { "loss \(loss), gradient norm \($0)" } ?? "validation loss \(loss)")
        + " at step \(step): start anew in another --out with a lower training.learning_rate or "
        + "training.gradient_clip; " + Self.lastGood(checkpoint)
    case .processesDiffer(let run, let steps):
      "\(run): some processes of the job read the state after step \(steps.lowerBound), others the "
        + "one after step \(steps.upperBound); to resume, all of them must see one run folder"
    case .notSaved(let path, let reason, let checkpoint):
      "\(path): cannot be saved: \(reason); make room and --resume; " + Self.lastGood(checkpoint)
    case .checkpoint(let path, let reason):
      "\(path): \(reason)"
    }
  }

  private static func lastGood(_ checkpoint: String?) -> String {
    checkpoint.map { "the last good state is \($0)" } ?? "no state was saved yet"
  }
}
