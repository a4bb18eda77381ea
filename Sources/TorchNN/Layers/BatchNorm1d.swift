import Torch

/// Normalises every feature over the rows of a batch, then scales and shifts it.
///
/// In training the statistics are those of the batch, and the running ones follow them; in
/// evaluation the running ones are used. **A training batch of a single row also uses the running
/// statistics and leaves them as they are**: one row has no variance, and the last batch of an
/// epoch may well be that small.
///
/// Pass real rows only: a row of padding would be part of the statistics.
///
/// Keys: `weight`, `bias`, `running_mean`, `running_var`, all `[size]`, and `num_batches_tracked`,
/// as PyTorch's `nn.BatchNorm1d` (Ioffe and Szegedy 2015).
public struct BatchNorm1d {
  /// `[size]`.
  public let weight: Tensor
  /// `[size]`.
  public let bias: Tensor
  /// `[size]`, a buffer.
  public let runningMean: Tensor
  /// `[size]`, a buffer.
  public let runningVariance: Tensor
  /// How many batches the running statistics have followed; int64 without dimensions, a buffer.
  public let numBatchesTracked: Tensor
  /// How much of a new batch goes into the running statistics.
  public let momentum: Double
  /// What is added to the variance before its root is taken.
  public let eps: Double

  /// How much of a new batch goes into the running statistics, unless said otherwise.
  public static let defaultMomentum = 0.1

  /// Makes the layer.
  ///
  /// - Throws: As ``ParameterScope/parameter(_:_:_:)``.
  public init(
    _ size: Int, momentum: Double = Self.defaultMomentum, eps: Double = 1e-5,
    _ scope: ParameterScope
  ) throws {
    weight = try scope.parameter("weight", [size], .ones)
    bias = try scope.parameter("bias", [size], .zeros)
    runningMean = try scope.buffer("running_mean", [size], .zeros)
    runningVariance = try scope.buffer("running_var", [size], .ones)
    numBatchesTracked = try scope.buffer("num_batches_tracked", [], dtype: .int64, .zeros)
    self.momentum = momentum
    self.eps = eps
  }

  /// Normalises `[rows, size]`.
  ///
  /// - Throws: ``TorchError`` if the input is not of that shape.
  public func callAsFunction(_ input: Tensor, mode: Mode) throws(TorchError) -> Tensor {
    let usesBatch = mode == .training && input.dim(0) > 1
    if usesBatch {
      let one = try Tensor.ones([], dtype: .int64, device: input.device)
      try numBatchesTracked.copyInPlace(from: numBatchesTracked + one)
    }
    return try input.batchNorm(
      weight: weight, bias: bias, runningMean: runningMean, runningVariance: runningVariance,
      training: usesBatch, momentum: momentum, eps: eps)
  }
}
