/// A non-linearity that an encoder's configuration may name, spelled as published files spell it.
///
/// Any other name is refused when the configuration is decoded: an encoder that runs with another
/// activation than it was trained with still gives numbers, only wrong ones.
public enum HiddenActivation: String, Codable, Sendable, Equatable, CaseIterable {
  /// Exact GELU, by the error function.
  case gelu
  /// GELU by its tanh approximation.
  case geluNew = "gelu_new"
  /// Rectified linear unit.
  case relu
}
