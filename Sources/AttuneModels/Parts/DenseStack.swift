import Torch
import TorchNN

/// Fully connected layers, each with a normalisation, a non-linearity and dropout behind it.
///
/// Keys: `N.dense`, `N.norm`.
struct DenseStack {
  /// What stands between a layer and its non-linearity.
  enum Normalization {
    case none, layer, batch
  }

  /// How the layers look.
  struct Style {
    var normalization: Normalization
    var activation: Activation
    var dropout: Double
    /// Whether the last layer is followed by nothing.
    var endsPlain: Bool
  }

  private enum Norm {
    case layer(LayerNorm)
    case batch(BatchNorm1d)
  }

  private let layers: [(dense: Linear, norm: Norm?, isPlain: Bool)]
  private let activation: Activation
  private let dropout: Dropout
  /// Width of the output.
  let outputSize: Int

  init(_ inputSize: Int, _ sizes: [Int], _ style: Style, _ scope: ParameterScope) throws {
    var width = inputSize
    var layers: [(dense: Linear, norm: Norm?, isPlain: Bool)] = []
    for (index, size) in sizes.enumerated() {
      let isPlain = style.endsPlain && index == sizes.count - 1
      let place = scope[index]
      let dense = try Linear(width, size, place["dense"])
      var norm: Norm?
      switch isPlain ? .none : style.normalization {
      case .none: break
      case .layer: norm = .layer(try LayerNorm(size, place["norm"]))
      case .batch: norm = .batch(try BatchNorm1d(size, place["norm"]))
      }
      layers.append((dense, norm, isPlain))
      width = size
    }
    self.layers = layers
    activation = style.activation
    dropout = Dropout(style.dropout)
    outputSize = width
  }

  /// Maps `[rows, input]` to `[rows, output]`; every row must be a real one.
  func callAsFunction(_ input: Tensor, mode: Mode) throws(TorchError) -> Tensor {
    try withLastInput(input, mode: mode).output
  }

  /// Maps as ``callAsFunction(_:mode:)`` does, and also gives what the last layer read.
  func withLastInput(
    _ input: Tensor, mode: Mode
  ) throws(TorchError) -> (lastInput: Tensor, output: Tensor) {
    var (lastInput, states) = (input, input)
    for layer in layers {
      lastInput = states
      states = try layer.dense(states)
      switch layer.norm {
      case .layer(let norm): states = try norm(states)
      case .batch(let norm): states = try norm(states, mode: mode)
      case nil: break
      }
      if !layer.isPlain { states = try dropout(activation(states), mode: mode) }
    }
    return (lastInput, states)
  }
}
