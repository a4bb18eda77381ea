/// For what an example is encoded: an augmentation depends on nothing but this and the example.
enum EncodingPass: Sendable, Equatable {
  /// To be scored, as it is.
  case scoring
  /// To learn from, in an epoch from 0.
  case training(seed: Int, epoch: Int)
}
