import Torch
import TorchNN

/// Skips a residual path for whole rows in training (stochastic depth, arXiv:1603.09382).
struct DropPath {
  let probability: Double

  init(_ probability: Double) { self.probability = probability }

  /// Zeroes rows of `[rows, T, H]` with the probability and scales the others by 1 / (1 − p).
  func callAsFunction(_ states: Tensor, mode: Mode) throws(TorchError) -> Tensor {
    guard mode == .training, probability > 0 else { return states }
    let keep = 1 - probability
    let isKept = try Tensor.uniform([states.dim(0), 1, 1]).lt(keep).to(states.device)
    return try states * (isKept.to(states.dtype) / keep)
  }
}
