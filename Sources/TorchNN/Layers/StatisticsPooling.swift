import Torch

/// Makes one vector of the steps of a row: statistics of each channel over time.
///
/// It has no parameters. (Statistics pooling of Snyder et al. 2018, *X-vectors*, with the change that
/// acoustic parameter sets add to it, as Eyben et al. 2016, *GeMAPS*)
public struct StatisticsPooling {
  /// What is taken of a channel.
  public enum Statistic: String, Codable, CaseIterable, Hashable, Sendable {
    /// The mean over the real steps.
    case mean
    /// The standard deviation over the real steps, whose squares are divided by their number.
    case standardDeviation = "std"
    /// The mean magnitude of the change from one step to the next; 0 for a row of one step.
    case change
  }

  /// What is taken of every channel, in the order of the output.
  public let statistics: [Statistic]
  /// What is added to a variance before its root is taken, which has no slope at 0.
  public static let eps = 1e-5

  /// Makes the layer.
  public init(_ statistics: [Statistic]) { self.statistics = statistics }

  /// Pools `[B, C, T]` to `[B, statistics · C]`.
  ///
  /// - Parameters:
  ///   - states: anything finite behind a row's steps.
  ///   - mask: `[B, 1, T]`, 1 for the first steps of a row, at least one, and 0 for its padding.
  /// - Throws: ``TorchError`` if the shapes do not fit.
  public func callAsFunction(_ states: Tensor, mask: Tensor) throws(TorchError) -> Tensor {
    let states = try states * mask
    let count = try mask.sum(dims: [2])  // [B, 1]
    let mean = try states.sum(dims: [2]) / count  // [B, C]
    var parts: [Tensor] = []
    for statistic in statistics {
      switch statistic {
      case .mean:
        parts.append(mean)
      case .standardDeviation:
        let distance = try (states - mean.unsqueeze(2)) * mask
        let variance = try (distance * distance).sum(dims: [2]) / count
        parts.append(try (variance + Self.eps).sqrt())
      case .change:
        parts.append(try Self.change(states, mask: mask, count: count))
      }
    }
    return try Tensor.cat(parts, dim: 1)
  }

  private static func change(
    _ states: Tensor, mask: Tensor, count: Tensor
  ) throws(TorchError) -> Tensor {
    let numSteps = states.dim(2)
    guard numSteps > 1 else {
      return try Tensor.zeros(
        [states.dim(0), states.dim(1)], dtype: states.dtype, device: states.device)
    }
    let later = try states.narrow(dim: 2, start: 1, length: numSteps - 1)
    let earlier = try states.narrow(dim: 2, start: 0, length: numSteps - 1)
    let steps = try (later - earlier).abs() * mask.narrow(dim: 2, start: 1, length: numSteps - 1)
    return try steps.sum(dims: [2]) / (count - 1).clamp(minimum: 1)
  }
}
