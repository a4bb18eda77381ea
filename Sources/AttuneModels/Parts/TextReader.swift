import AttuneEncoders
import Torch
import TorchNN

/// Reads texts into one vector each, all in one pass of the encoder.
struct TextReader {
  let encoder: BertModel
  let pooling: TextConfiguration.Pooling

  /// The encoder's parameters stand at `scope`.
  init(_ configuration: TextConfiguration, _ scope: ParameterScope) throws {
    encoder = try BertModel(
      configuration.encoder, numFrozenLayers: configuration.frozenLayers,
      freezesEmbeddings: configuration.areEmbeddingsFrozen, scope)
    pooling = configuration.pooling
  }

  /// Width of a text's vector.
  var outputSize: Int { encoder.configuration.hiddenSize }

  /// Reads texts.
  ///
  /// - Parameters:
  ///   - texts: `nil` where there is none.
  ///   - present: which of them may be read.
  func callAsFunction(_ texts: [TextInput?], present: [Bool], mode: Mode) throws -> TextVectors {
    var plain: [(row: Int, ids: [Int32])] = []
    var ready: [(row: Int, features: FrozenFeatures)] = []
    for (row, text) in texts.enumerated() where present[row] {
      switch text {
      case .tokens(let ids): plain.append((row, ids))
      case .frozen(let features): ready.append((row, features))
      case nil: break
      }
    }
    let rows = plain.map(\.row) + ready.map(\.row)
    guard !rows.isEmpty else { return TextVectors(values: nil, rows: []) }
    let device = encoder.device
    let states: PackedStates
    if ready.isEmpty {
      states = try encoder(PackedTexts(plain.map(\.ids), device: device), mode: mode)
    } else {
      var parts = [try FrozenFeatures.tensor(ready.map(\.features), device: device)]
      if !plain.isEmpty {
        let texts = try PackedTexts(plain.map(\.ids), device: device)
        parts.insert(try encoder.frozenStates(texts).hiddenStates.to(parts[0].dtype), at: 0)
      }
      let lengths = plain.map(\.ids.count) + ready.map(\.features.numRows)
      states = try encoder.finish(
        PackedStates(Tensor.cat(parts, dim: 0), lengths: lengths), mode: mode)
    }
    return TextVectors(values: try pooled(states), rows: rows)
  }

  private func pooled(_ states: PackedStates) throws -> Tensor {
    switch pooling {
    case .classToken: try states.first().to(.float32)  // [M, H]
    case .mean: try states.mean()  // [M, H]
    }
  }
}

/// The vectors of those texts that were read.
struct TextVectors {
  /// `[M, H]`, `nil` where no text was read.
  let values: Tensor?
  /// The text of each vector.
  let rows: [Int]

  /// The vectors of some texts in order, with a stand-in for those that were not read,
  /// `[texts.count, H]`.
  ///
  /// - Parameter standIn: `[H]`.
  func assembled(_ texts: Range<Int>, standIn: Tensor) throws(TorchError) -> Tensor {
    try RowAssembly.assemble(values, rows: rows, of: texts, standIn: standIn)
  }
}
