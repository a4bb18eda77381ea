import Torch
import TorchNN

/// Lets the situation, the dialogue and the metadata of a turn look at each other.
///
/// The sequence is the parts themselves: each is brought to one width, attends to all, and what it
/// found is added to it in its own width. Keys: `N.input`, `N.output`, `attention.**`.
struct CrossModalAttention {
  private let projections: [(input: Linear, output: Linear)]
  private let attention: MultiHeadAttention

  init(
    _ partSizes: [Int], size: Int, numHeads: Int, dropout: Double, _ scope: ParameterScope
  ) throws {
    projections = try partSizes.enumerated().map { index, partSize in
      (
        try Linear(partSize, size, scope[index]["input"]),
        try Linear(size, partSize, scope[index]["output"])
      )
    }
    attention = try MultiHeadAttention(
      size, numHeads: numHeads, dropout: dropout, scope["attention"])
  }

  /// Attends between parts `[B, size of the part]`; the result has the same shapes.
  func callAsFunction(_ parts: [Tensor], mode: Mode) throws(TorchError) -> [Tensor] {
    var tokens: [Tensor] = []
    for (part, projection) in zip(parts, projections) { tokens.append(try projection.input(part)) }
    let attended = try attention(Tensor.stack(tokens, dim: 1), mode: mode)  // [B, parts, size]
    var result: [Tensor] = []
    for (index, part) in parts.enumerated() {
      let found = try attended.select(dim: 1, index: index)  // [B, size]
      result.append(try part + projections[index].output(found))
    }
    return result
  }
}
