import Torch
import TorchNN

/// A table of vectors in which id 0, the unknown, is always the zero vector.
///
/// Keys: `weight` `[values + 1, size]`.
struct MetadataTable {
  let embedding: Embedding
  let size: Int

  init(_ numValues: Int, _ size: Int, _ scope: ParameterScope) throws {
    embedding = try Embedding(numValues + 1, size, scope)
    self.size = size
  }

  /// Looks up `[B]` ids, `[B, size]`.
  func callAsFunction(_ ids: Tensor) throws(TorchError) -> Tensor {
    let isKnown = try ids.gt(0).to(embedding.weight.dtype).unsqueeze(1)  // [B, 1]
    return try embedding(ids) * isKnown
  }
}
