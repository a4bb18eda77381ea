import AttuneModels

/// For what an example is encoded: an augmentation depends on nothing but this and the example.
enum EncodingPass: Sendable {
  /// To be scored, as it is.
  case scoring
  /// To be scored, and written into a prediction table.
  case predicting
  /// To learn from, in an epoch from 0, after the augmentation if there is one.
  case training(seed: Int, epoch: Int, ExampleAugmenter?)

  /// Whether the pass wants waveforms, since it changes them.
  var changesSounds: Bool {
    guard case .training(_, _, let augmenter?) = self else { return false }
    return augmenter.changesSounds
  }

  /// Whether faces are looked for.
  var findsFaces: Bool {
    if case .predicting = self { true } else { false }
  }

  /// The example as this pass sees it.
  ///
  /// - Parameter occurrence: how often the pass has shown the turn before.
  func callAsFunction(_ example: Example, occurrence: Int) throws -> Example {
    guard case .training(let seed, let epoch, let augmenter?) = self else { return example }
    return try augmenter(example, seed: seed, epoch: epoch, occurrence: occurrence)
  }
}
