import Torch

/// Runs a forward pass with matrix products in the type that the configuration names.
struct PrecisionScope {
  let precision: TrainingConfiguration.Precision
  let device: Device

  /// Calls `body` under autocast, or as it is for float32.
  func callAsFunction<Result>(_ body: () throws -> Result) throws -> Result {
    guard precision == .float32 else {
      throw ConfigurationError.invalidValue(
        source: "configuration", path: "training.precision",
        reason: "\(precision.rawValue) is not there yet; write float32")
    }
    return try body()
  }
}
