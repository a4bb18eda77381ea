import Torch

/// Video clips that are encoded together.
public struct ClipGroup {
  /// The utterance of each clip: rows into the batch's `N` utterances.
  public var rows: [Int]
  /// `[M, F, 3, height, width]`, normalised as the run's media settings say.
  public var pixelValues: Tensor

  /// Creates a group.
  public init(rows: [Int], pixelValues: Tensor) {
    self.rows = rows
    self.pixelValues = pixelValues
  }
}
