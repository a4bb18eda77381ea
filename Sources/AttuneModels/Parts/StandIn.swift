import Torch
import TorchNN

/// A learned vector in the place of something that is missing.
enum StandIn {
  /// Makes the parameter; near zero at first, where it disturbs least.
  static func parameter(_ name: String, _ size: Int, _ scope: ParameterScope) throws -> Tensor {
    try scope.parameter(name, [size], .normal(standardDeviation: 0.02))
  }
}
