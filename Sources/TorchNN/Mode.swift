/// Whether a model learns or is used.
///
/// It is an argument and never a state: one model may serve many requests at once.
public enum Mode: Hashable, Sendable {
  /// Dropout drops, and batch normalisation takes the statistics of the batch.
  case training
  /// The same input always gives the same output.
  case evaluation
}
