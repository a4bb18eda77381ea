extension ReferenceCheckpoint {
  /// What the model computes in another way than the reference system, one sentence each.
  public var differences: [String] {
    let limit = configuration.maximumUtterances.map { "\($0)" } ?? "its limit of"
    var sentences = [
      "Padding is not read: the reference system's LSTMs and attention read every dialogue up to "
        + "\(limit) utterances, so shorter ones get other logits here.",
      "Of a longer dialogue the newest utterances are read; there the oldest.",
      "A value that the training split does not have is unknown, a zero vector; there it is the "
        + "first entry of the table.",
    ]
    switch kind {
    case .text: break  // The reference system has no such model.
    case .audio:
      sentences.append(
        "A clip is normalised over what is heard of it; there over five seconds, padded with "
          + "zeros, of which one is heard.")
    case .video:
      sentences.append(
        "The attention across modalities, which there runs over one element and so is a linear "
          + "map, is part of the classifier's first layer; ours beside it adds nothing until it is "
          + "trained.")
    }
    return sentences
  }
}
