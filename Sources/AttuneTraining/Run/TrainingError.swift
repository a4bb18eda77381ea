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
  /// A loss that is not a finite number.
  case notFinite(step: Int, loss: Double, checkpoint: String?)
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
    case .notFinite(let step, let loss, let checkpoint):
      "loss \(loss) at step \(step): lower training.learning_rate or training.gradient_clip; "
        + (checkpoint.map { "the last good state is \($0)" } ?? "no state was saved yet")
    case .checkpoint(let path, let reason):
      "\(path): \(reason)"
    }
  }
}
