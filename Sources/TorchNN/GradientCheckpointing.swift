import Torch

/// Whether layers keep what their gradients need, or compute it again in the backward pass.
///
/// With it, memory grows with the layers' inputs alone, and a step takes a forward pass longer
/// (Chen et al. 2016, arXiv:1604.06174).
public enum GradientCheckpointing {
  @TaskLocal private static var isOn = false

  /// Runs `body` with the layers in it computing again, or not.
  public static func scope<Result>(_ isOn: Bool, _ body: () throws -> Result) rethrows -> Result {
    try $isOn.withValue(isOn, operation: body)
  }

  /// Applies one layer.
  public static func layer(
    _ states: Tensor, mode: Mode, _ layer: @escaping (Tensor) throws -> Tensor
  ) throws -> Tensor {
    guard isOn, mode == .training else { return try layer(states) }
    return try states.recomputing(layer)
  }
}
