import Torch

/// What a network answers to a batch of `B` turns.
public struct ModelOutput {
  /// Before softmax, `[B, K]`.
  public var logits: Tensor
  /// Of the label map's words in alphabetical order, before softmax, `[B, W]`; `nil` where the model
  /// answers classes directly.
  public var words: Tensor?
  /// What the classifier's last layer read, `[B, H]`.
  public var hidden: Tensor
  /// In training, and where the configuration asks for it, what single media say.
  public var media: MediaAnswers?

  /// Creates an answer.
  public init(
    logits: Tensor, words: Tensor? = nil, hidden: Tensor, media: MediaAnswers? = nil
  ) {
    (self.logits, self.words, self.hidden, self.media) = (logits, words, hidden, media)
  }

  /// Answers of `M` single utterances of the speakers, each by its sound or faces alone.
  public struct MediaAnswers {
    /// Before softmax, `[M, K]`.
    public var logits: Tensor
    /// The turn, `0..<B`, that each utterance belongs to.
    public var turns: [Int]
  }
}
