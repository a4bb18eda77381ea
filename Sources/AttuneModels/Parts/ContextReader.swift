import Torch
import TorchNN

/// Reads the situation of each turn, with a stand-in where a turn has none.
///
/// Keys: `context.**`, `context_stand_in`; the text encoder is shared with the utterances.
struct ContextReader {
  private let standIn: Tensor
  private let layers: DenseStack

  init(
    _ sizes: [Int], _ text: TextReader, _ style: DenseStack.Style, _ scope: ParameterScope
  ) throws {
    standIn = try StandIn.parameter("context_stand_in", text.outputSize, scope)
    layers = try DenseStack(text.outputSize, sizes, style, scope["context"])
  }

  /// Width of the result.
  var outputSize: Int { layers.outputSize }

  /// Reads the situations, `[B, output]`.
  ///
  /// - Parameter situations: which of the texts are situations.
  func callAsFunction(
    _ texts: TextVectors, _ situations: Range<Int>, mode: Mode
  ) throws -> Tensor {
    try layers(texts.assembled(situations, standIn: standIn), mode: mode)
  }
}
