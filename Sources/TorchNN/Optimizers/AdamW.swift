import Torch

/// Adam with decoupled weight decay (Loshchilov and Hutter 2019), as PyTorch's `optim.AdamW`.
///
/// A parameter without a gradient is left alone: neither decayed, nor does its step count.
public final class AdamW {
  /// What the optimizer remembers of one parameter.
  struct State {
    /// How many steps this parameter has made.
    var step: Int
    /// The running mean of the gradient.
    let mean: Tensor
    /// The running mean of its square.
    let squareMean: Tensor
  }

  /// The parameters and how fast each is trained.
  public let groups: [ParameterGroup]
  /// How slowly the running means of the gradient and of its square follow.
  public let betas: (mean: Double, square: Double)
  /// What is added to the denominator.
  public let eps: Double
  var states: [String: State] = [:]

  /// Makes an optimizer; no parameter may be in two groups.
  public init(
    groups: [ParameterGroup], betas: (mean: Double, square: Double) = (0.9, 0.999),
    eps: Double = 1e-8
  ) {
    (self.groups, self.betas, self.eps) = (groups, betas, eps)
  }

  /// All parameters of all groups.
  public var parameters: [NamedTensor] { groups.flatMap(\.parameters) }

  /// Moves every parameter that has a gradient.
  ///
  /// - Parameter learningRateFactor: What ``LearningRateSchedule/factor(_:)`` says for this step.
  public func step(learningRateFactor: Double = 1) throws(TorchError) {
    for group in groups {
      // Parameters that skipped a step lag behind, and each step count has its own correction.
      var bySteps: [Int: [NamedTensor]] = [:]
      for parameter in group.parameters where parameter.tensor.grad != nil {
        if states[parameter.path] == nil {
          states[parameter.path] = try newState(for: parameter.tensor)
        }
        states[parameter.path]?.step += 1
        bySteps[states[parameter.path]?.step ?? 1, default: []].append(parameter)
      }
      for (step, parameters) in bySteps {
        let states = parameters.compactMap { self.states[$0.path] }
        try OptimizerKernels.adamW(
          parameters: parameters.map(\.tensor), firstMoments: states.map(\.mean),
          secondMoments: states.map(\.squareMean),
          learningRate: group.learningRate * learningRateFactor, betas: betas, eps: eps,
          weightDecay: group.weightDecay, step: step)
      }
    }
  }

  func newState(for tensor: Tensor) throws(TorchError) -> State {
    func zeros() throws(TorchError) -> Tensor {
      try Tensor.zeros(tensor.shape, dtype: tensor.dtype, device: tensor.device)
    }
    return State(step: 0, mean: try zeros(), squareMean: try zeros())
  }

  /// Forgets all gradients; the next backward pass starts anew.
  public func zeroGradients() throws(TorchError) {
    for parameter in parameters { try parameter.tensor.setGrad(nil) }
  }
}
