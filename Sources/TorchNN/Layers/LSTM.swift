import Torch

/// A long short-term memory over rows of different lengths (Hochreiter and Schmidhuber 1997).
///
/// Padding is never read: the backward direction starts at the last real step of each row.
///
/// Keys: `weight_ih_l0` `[4H, input]`, `weight_hh_l0` `[4H, H]`, `bias_ih_l0`, `bias_hh_l0` `[4H]`,
/// the same with `_l1`, …, and with `_reverse` behind them for the backward direction, as PyTorch's
/// `nn.LSTM`.
public struct LSTM {
  /// `H`, the size of the state of one direction.
  public let hiddenSize: Int
  /// The number of layers.
  public let numLayers: Int
  /// Whether a second chain of layers reads every row from its end.
  public let isBidirectional: Bool
  /// The probability of dropping an element between two layers in training.
  public let dropout: Double
  private let weights: [Tensor]

  /// Makes the layers; the parameters are uniform in ±1/√H at first.
  ///
  /// - Parameters:
  ///   - inputSize: The size of one step of the input.
  ///   - hiddenSize: The size of the state of one direction.
  ///   - numLayers: The number of layers.
  ///   - bidirectional: Whether every row is also read from its end.
  ///   - dropout: The probability of dropping an element between two layers in training.
  ///   - scope: The place of the parameters.
  /// - Throws: As ``ParameterScope/parameter(_:_:_:)``.
  public init(
    _ inputSize: Int, _ hiddenSize: Int, numLayers: Int = 1, bidirectional: Bool = false,
    dropout: Double = 0, _ scope: ParameterScope
  ) throws {
    self.hiddenSize = hiddenSize
    self.numLayers = numLayers
    isBidirectional = bidirectional
    self.dropout = dropout
    let initializer = Initializer.kaimingUniform(fanIn: hiddenSize)
    let suffixes = bidirectional ? ["", "_reverse"] : [""]
    var weights: [Tensor] = []
    for layer in 0..<numLayers {
      let layerInput = layer == 0 ? inputSize : hiddenSize * suffixes.count
      for suffix in suffixes {
        for (name, shape) in [
          ("weight_ih", [4 * hiddenSize, layerInput]), ("weight_hh", [4 * hiddenSize, hiddenSize]),
          ("bias_ih", [4 * hiddenSize]), ("bias_hh", [4 * hiddenSize]),
        ] {
          weights.append(try scope.parameter("\(name)_l\(layer)\(suffix)", shape, initializer))
        }
      }
    }
    self.weights = weights
  }

  /// The size of one step of the output: `H`, or `2H` if bidirectional.
  public var outputSize: Int { isBidirectional ? 2 * hiddenSize : hiddenSize }

  /// Runs over a batch.
  ///
  /// - Parameters:
  ///   - input: `[B, T, input]`.
  ///   - lengths: How many steps of each row are real, each in `1...T`.
  ///   - mode: Dropout between the layers acts in training only.
  /// - Returns: `[B, T, H]`, or `[B, T, 2H]` with the forward direction first; 0 at padding.
  /// - Throws: ``TorchError`` if a length is outside its range or their number is not `B`.
  public func callAsFunction(
    _ input: Tensor, lengths: [Int], mode: Mode
  ) throws(TorchError) -> Tensor {
    try input.lstm(
      lengths: lengths, weights: weights, numLayers: numLayers, bidirectional: isBidirectional,
      dropout: dropout, training: mode == .training)
  }
}
