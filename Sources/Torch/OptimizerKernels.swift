import CTorchShim

/// What optimizers do to many tensors in one call.
public enum OptimizerKernels {
  /// One step of AdamW over all parameters that have a gradient.
  ///
  /// Source: Loshchilov and Hutter 2019, arXiv:1711.05101; the arithmetic is PyTorch's.
  ///
  /// - Parameters:
  ///   - step: the step that is taken, from 1.
  /// - Throws: ``TorchError`` if the lists differ in length or a shape differs.
  public static func adamW(
    parameters: [Tensor], firstMoments: [Tensor], secondMoments: [Tensor], learningRate: Double,
    betas: (Double, Double), eps: Double, weightDecay: Double, step: Int
  ) throws(TorchError) {
    guard firstMoments.count == parameters.count, secondMoments.count == parameters.count else {
      throw TorchError(
        code: .invalidArgument, operation: "adamW",
        message: "\(parameters.count) parameters need as many moments", shapes: [])
    }
    let settings = CTorchAdamW(
      learning_rate: learningRate, beta1: betas.0, beta2: betas.1, eps: eps,
      weight_decay: weightDecay, step: Int64(step))
    try TorchError.check(
      ctorch_adamw(
        parameters.map(\.handle), firstMoments.map(\.handle), secondMoments.map(\.handle),
        parameters.count, settings), "adamW", parameters)
  }

  /// The 2-norm of all gradients together, as if they were one vector.
  public static func gradientNorm(_ parameters: [Tensor]) throws(TorchError) -> Double {
    var norm = 0.0
    try TorchError.check(
      ctorch_gradient_norm(parameters.map(\.handle), parameters.count, &norm), "gradientNorm")
    return norm
  }

  /// Multiplies all gradients by a number.
  public static func scaleGradients(_ parameters: [Tensor], by factor: Double) throws(TorchError) {
    try TorchError.check(
      ctorch_scale_gradients(parameters.map(\.handle), parameters.count, factor),
      "scaleGradients")
  }
}
