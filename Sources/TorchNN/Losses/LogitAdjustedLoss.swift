import Foundation
import Torch

/// A loss on logits that were first shifted by how frequent the classes are.
///
/// τ·log π is added to the logits while training, so that the network itself learns scores which are
/// balanced between classes; what it answers later is not shifted. With cross entropy and τ = 1 its
/// minimum is the classifier of the lowest balanced error (Menon et al. 2021, arXiv:2007.07314).
public struct LogitAdjustedLoss: ClassificationLoss {
  /// The loss of the shifted logits.
  public let base: any ClassificationLoss
  /// What is added to each class's logit.
  public let shifts: [Float]

  /// Makes the loss.
  ///
  /// - Parameters:
  ///   - priors: the share π of each class in the training data, above 0.
  ///   - tau: how strongly shares count, 0 not at all.
  public init(_ base: any ClassificationLoss, priors: [Double], tau: Double) {
    self.base = base
    shifts = priors.map { Float(tau * log($0)) }
  }

  /// The terms of the shifted logits; see ``ClassificationLoss``.
  public func terms(_ logits: Tensor, targets: Tensor) throws(TorchError) -> Tensor {
    guard let row = try Tensor.row(shifts, like: logits) else {
      return try base.terms(logits, targets: targets)
    }
    return try base.terms(logits + row, targets: targets)
  }

  /// As the loss of the shifted logits.
  public func weight(of label: Int) -> Double { base.weight(of: label) }
}
