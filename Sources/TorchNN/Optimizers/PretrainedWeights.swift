import Torch

/// The weights that training began with, to be mixed with what it made of them.
///
/// A model between its pretrained and its trained weights often does better than the trained one on
/// data from elsewhere, and no worse on its own (Wortsman and others 2022, arXiv:2109.01903).
public final class PretrainedWeights {
  private let weights: [NamedTensor]
  private let buffers: [NamedTensor]
  private let pretrained: [NamedTensor]

  /// Copies the trainable parameters at or below some paths.
  ///
  /// - Throws: ``TorchError`` if there is no memory for it.
  public init(of store: ParameterStore, below paths: [String]) throws(TorchError) {
    weights = store.trainableParameters.filter { weight in
      paths.contains { weight.path.isPath(under: $0) }
    }
    buffers = store.buffers
    pretrained = try weights.copies()
  }

  /// Calls `body` while the weights are share · pretrained + (1 − share) · trained.
  ///
  /// What `body` changes of these weights and of the model's buffers is undone.
  ///
  /// - Parameter share: in 0…1.
  /// - Throws: What `body` throws, or ``TorchError``; the model has its own weights then too.
  public func withShare<Result>(_ share: Double, _ body: () throws -> Result) throws -> Result {
    try (weights + buffers).preserved {
      for (weight, pretrained) in zip(weights, pretrained) {
        try weight.tensor.detach().interpolateInPlace(towards: pretrained.tensor, share: share)
      }
      return try body()
    }
  }

  /// What must be kept to go on later; each has the path of its weight.
  public var tensors: [NamedTensor] { pretrained }

  /// Takes up what ``tensors`` were.
  ///
  /// - Throws: ``ParameterError`` if a tensor is missing, foreign, or of another shape or type; nothing
  ///   is changed then.
  public func restore(from checkpoint: any TensorReading) throws {
    try checkpoint.fill(pretrained)
  }
}
