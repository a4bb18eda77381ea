import AttuneTestSupport
import Foundation
import Testing
import Torch
import TorchNN

/// Losses on mixtures, shifted logits and pairs of answers, against PyTorch.
@Suite struct RecipeLossTests {
  @Test(arguments: ["cross_entropy", "focal"])
  func `Terms of a mixture of two classes, and their gradient, are PyTorch's`(_ name: String)
    throws
  {
    let fixture = try Fixture("soft_targets")
    let alpha = try fixture.tensor("inputs/weights").floats()
    let loss: any ClassificationLoss =
      name == "focal" ? FocalLoss(gamma: 2, alpha: alpha) : CrossEntropyLoss()
    let logits = try fixture.input("logits")
    let terms = try loss.terms(logits, targets: fixture.tensor("inputs/mixed"))
    try fixture.expect(terms, "outputs/\(name)")
    try terms.mean().backward()
    try fixture.expect(logits.grad, "gradients/\(name)")
  }

  @Test func `Focal loss smooths its targets`() throws {
    let fixture = try Fixture("soft_targets")
    let loss = FocalLoss(
      gamma: 2, alpha: try fixture.tensor("inputs/weights").floats(), labelSmoothing: 0.1)
    let logits = try fixture.input("logits")
    let targets = try Tensor.oneHot(fixture.tensor("inputs/targets"), like: logits)
    let terms = try loss.terms(logits, targets: targets)
    try fixture.expect(terms, "outputs/focal_smoothed")
    try terms.mean().backward()
    try fixture.expect(logits.grad, "gradients/focal_smoothed")
  }

  @Test(arguments: [0.0, 1, 2])
  func `Logit adjustment and its gradient are PyTorch's`(_ tau: Double) throws {
    let fixture = try Fixture("logit_adjusted")
    let priors = try fixture.tensor("inputs/priors").floats().map(Double.init)
    let logits = try fixture.input("logits")
    let loss = LogitAdjustedLoss(CrossEntropyLoss(), priors: priors, tau: tau)
    let value = try loss(logits, targets: fixture.tensor("inputs/targets"))
    try fixture.expect(value, "outputs/tau\(Int(tau))")
    try value.backward()
    try fixture.expect(logits.grad, "gradients/tau\(Int(tau))")
  }

  @Test func `The divergence between two answers, and both gradients, are PyTorch's`() throws {
    let fixture = try Fixture("symmetric_divergence")
    let (first, second) = (try fixture.input("first"), try fixture.input("second"))
    let terms = try SymmetricDivergence().terms(first, second)
    try fixture.expect(terms, "outputs/terms")
    try terms.mean().backward()
    try fixture.expect(first.grad, "gradients/first")
    try fixture.expect(second.grad, "gradients/second")
    #expect(try terms.floats().first == 0)
  }

  @Test func `A loss that wraps another one weighs classes as that one does`() {
    let weighted = CrossEntropyLoss(classWeights: [0.5, 4])
    let wrapped = LogitAdjustedLoss(weighted, priors: [0.9, 0.1], tau: 1)
    #expect(wrapped.weight(of: 1) == 4 && wrapped.weight(of: 0) == 0.5)
    #expect(weighted.weight(of: 7) == 1)
  }
}
