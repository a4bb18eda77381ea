import Torch

/// Scales all gradients down together where their common Euclidean norm exceeds a maximum.
///
/// As PyTorch's `clip_grad_norm_`, but gradients that are not finite stay as they are: scaling
/// cannot mend them, and the caller sees it from the norm and skips the step.
///
/// - Parameters:
///   - parameters: The parameters; those without a gradient are passed over.
///   - maximum: The greatest norm that is left alone.
/// - Returns: The norm before scaling; infinite or NaN if a gradient is.
@discardableResult
public func clipGradientNorm(
  _ parameters: [NamedTensor], maximum: Double
) throws(TorchError) -> Double {
  let tensors = parameters.map(\.tensor)
  let norm = try OptimizerKernels.gradientNorm(tensors)
  // The small number is PyTorch's; without it the two would not agree to the last digit.
  let scale = maximum / (norm + 1e-6)
  if norm.isFinite, scale < 1 { try OptimizerKernels.scaleGradients(tensors, by: scale) }
  return norm
}
