import Torch

/// What a network knows of a batch of `B` turns before it is classified.
public struct ModelFeatures {
  /// What the classifier sees, `[B, W]`.
  public var vectors: Tensor
  /// In training, and where the configuration asks for it, what single media say.
  public var media: ModelOutput.MediaAnswers?

  /// Joins the two.
  public init(vectors: Tensor, media: ModelOutput.MediaAnswers?) {
    self.vectors = vectors
    self.media = media
  }
}
