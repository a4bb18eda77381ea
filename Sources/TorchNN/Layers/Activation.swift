import Torch

/// A function applied to every element, named as in the `config.json` of a checkpoint.
public enum Activation: String, Codable, CaseIterable, Hashable, Sendable {
  /// max(0, x).
  case relu
  /// x times the normal distribution function of x (Hendrycks and Gimpel 2016), exactly.
  case gelu
  /// The same, approximated by a hyperbolic tangent.
  case geluNew = "gelu_new"
  /// The hyperbolic tangent.
  case tanh
  /// x times the logistic function of x.
  case silu

  /// Applies the function to a tensor of any shape.
  public func callAsFunction(_ input: Tensor) throws(TorchError) -> Tensor {
    switch self {
    case .relu: try input.relu()
    case .gelu: try input.gelu(approximateTanh: false)
    case .geluNew: try input.gelu(approximateTanh: true)
    case .tanh: try input.tanh()
    case .silu: try input.silu()
    }
  }

  /// Decodes a name; an unknown one is an error that lists those there are.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let name = try container.decode(String.self)
    guard let activation = Self(rawValue: name) else {
      throw DecodingError.dataCorruptedError(
        in: container,
        debugDescription: "is '\(name)', which is no activation known here; known are "
          + Self.allCases.map(\.rawValue).joined(separator: ", "))
    }
    self = activation
  }
}
