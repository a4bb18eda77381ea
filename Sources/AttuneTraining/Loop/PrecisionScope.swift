import Torch

/// Runs a forward pass with matrix products in the type that the configuration names.
struct PrecisionScope {
  let precision: TrainingConfiguration.Precision
  let device: Device

  /// Calls `body` under autocast, or as it is for float32.
  func callAsFunction<Result>(_ body: () throws -> Result) throws -> Result {
    switch precision {
    case .float32: try body()
    case .bfloat16: try withAutocast(.bfloat16, on: device, body)
    case .float16: try withAutocast(.float16, on: device, body)
    }
  }
}
