import AttuneEncoders
import Torch
import TorchNN

/// Reads texts into one vector each, with a learned stand-in for absent ones.
struct TextReader {
  let encoder: BertModel
  let pooling: TextConfiguration.Pooling

  /// The encoder's parameters stand at `scope`.
  init(_ configuration: TextConfiguration, _ scope: ParameterScope) throws {
    encoder = try BertModel(
      configuration.encoder, numFrozenLayers: configuration.frozenLayers, scope)
    pooling = configuration.pooling
  }

  /// Width of a text's vector.
  var outputSize: Int { encoder.configuration.hiddenSize }

  /// Reads `[rows, T]` into `[rows, H]`.
  ///
  /// - Parameters:
  ///   - inputIDs: `[rows, T]` int64.
  ///   - attentionMask: `[rows, T]` bool, true for a token.
  ///   - present: the rows that hold a text; only they are read.
  ///   - standIn: `[H]`, for the others.
  func callAsFunction(
    _ inputIDs: Tensor, attentionMask: Tensor, present: [Bool], standIn: Tensor, mode: Mode
  ) throws -> Tensor {
    let rows = present.indices.filter { present[$0] }
    guard !rows.isEmpty else {
      return try RowAssembly.assemble(nil, rows: [], count: present.count, standIn: standIn)
    }
    var (ids, mask) = (inputIDs, attentionMask)
    if rows.count < present.count {
      let index = try Tensor(
        rows.map(Int64.init), shape: [rows.count], device: standIn.device)
      ids = try ids.indexSelect(dim: 0, index: index)
      mask = try mask.indexSelect(dim: 0, index: index)
    }
    let states = try encoder(ids, attentionMask: mask, mode: mode)  // [M, T, H]
    return try RowAssembly.assemble(
      pooled(states, mask), rows: rows, count: present.count, standIn: standIn)
  }

  private func pooled(_ states: Tensor, _ mask: Tensor) throws(TorchError) -> Tensor {
    switch pooling {
    case .classToken: return try states.select(dim: 1, index: 0)  // [M, H]
    case .mean:
      let weights = try mask.to(states.dtype).unsqueeze(2)  // [M, T, 1]
      return try (states * weights).sum(dims: [1]) / weights.sum(dims: [1])  // [M, H]
    }
  }
}
