import Torch

/// A running average of a model's weights, beside the weights themselves.
///
/// Holds the trainable parameters and the buffers of floating point (running statistics); what is
/// frozen or counts stays out, as it is the same in both.
public final class AveragedWeights {
  /// How often ``update(share:)`` was called.
  public private(set) var updates = 0
  private let weights: [NamedTensor]
  private let average: [NamedTensor]

  /// Makes an average that is equal to the weights as they are.
  ///
  /// - Throws: ``TorchError`` if there is no memory for it.
  public init(of store: ParameterStore) throws(TorchError) {
    weights =
      store.trainableParameters + store.buffers.filter { $0.tensor.dtype.isFloatingPoint }
    average = try weights.copies()
  }

  /// Moves the average towards the weights: average += share · (weights − average).
  ///
  /// - Parameter share: in 0…1; 1 makes the two equal.
  public func update(share: Double) throws(TorchError) {
    updates += 1
    for (average, weight) in zip(average, weights) {
      try average.tensor.interpolateInPlace(towards: weight.tensor.detach(), share: share)
    }
  }

  /// Calls `body` while the model has the average as its weights.
  ///
  /// What `body` changes of the model is undone; the average stays as it is.
  ///
  /// - Throws: What `body` throws, or ``TorchError``; the model has its own weights then too.
  public func withAverage<Result>(_ body: () throws -> Result) throws -> Result {
    try weights.preserved {
      try weights.copyInPlace(from: average)
      return try body()
    }
  }

  /// What must be kept to go on later; each has the path of its weight.
  public var tensors: [NamedTensor] { average }

  /// Takes up what ``tensors`` and ``updates`` were.
  ///
  /// - Throws: ``ParameterError`` if a tensor is missing, foreign, or of another shape or type; nothing
  ///   is changed then.
  public func restore(from checkpoint: any TensorReading, updates: Int) throws {
    try checkpoint.fill(average)
    self.updates = updates
  }

  /// The share of an exponential moving average (Polyak and Juditsky 1992) at its next update.
  ///
  /// Early on it is larger than 1 − decay, so that the first, untrained weights are soon forgotten:
  /// the decay is min(decay, (1 + t) / (10 + t)) after t updates, as in TensorFlow's
  /// `ExponentialMovingAverage`.
  ///
  /// - Parameters:
  ///   - decay: how much of the average stays, in 0..<1.
  ///   - updates: updates made before.
  public static func exponentialShare(decay: Double, updates: Int) -> Double {
    1 - min(decay, Double(1 + updates) / Double(10 + updates))
  }

  /// The share that makes the next update the plain mean of all weights that were given.
  ///
  /// So stochastic weight averaging does it (Izmailov and others 2018, arXiv:1803.05407).
  ///
  /// - Parameter updates: updates made before.
  public static func equalShare(updates: Int) -> Double { 1 / Double(updates + 1) }
}
