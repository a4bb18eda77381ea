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
    var embedded: [(row: Int, states: Tensor)] = []
    for (row, text) in texts.enumerated() where present[row] {
      switch text {
      case .tokens(let ids): plain.append((row, ids))
      case .frozen(let features): ready.append((row, features))
      case .embedded(let states): embedded.append((row, states))
      case nil: break
      }
    }
    let rows = plain.map(\.row) + ready.map(\.row) + embedded.map(\.row)
    guard !rows.isEmpty else { return TextVectors(values: nil, rows: []) }
    let (ids, features, states) = (plain.map(\.ids), ready.map(\.features), embedded.map(\.states))
    return try AttentionTrace.at(.text) {
      var vectors: [Tensor] = []
      if embedded.count < rows.count { vectors.append(try pooled(read(ids, features, mode: mode))) }
      if !states.isEmpty { vectors.append(try pooled(read(states))) }
      let values = try vectors.count == 1 ? vectors[0] : Tensor.cat(vectors, dim: 0)
      return TextVectors(values: values, rows: rows)
    }
  }

  /// Reads texts, and goes on with those that the frozen layers have read before.
  private func read(
    _ ids: [[Int32]], _ features: [FrozenFeatures], mode: Mode
  ) throws -> PackedStates {
    let device = encoder.device
    guard !features.isEmpty else {
      return try encoder(PackedTexts(ids, device: device), mode: mode)
    }
    var parts = [try FrozenFeatures.tensor(features, device: device)]
    if !ids.isEmpty {
      let states = try encoder.frozenStates(PackedTexts(ids, device: device)).hiddenStates
      parts.insert(try states.to(parts[0].dtype), at: 0)
    }
    return try encoder.finish(
      PackedStates(
        Tensor.cat(parts, dim: 0), lengths: ids.map(\.count) + features.map(\.numRows)),
      mode: mode)
  }

  /// Reads embeddings.
  private func read(_ embedded: [Tensor]) throws -> PackedStates {
    try encoder.encode(
      embedded: PackedStates(Tensor.cat(embedded, dim: 0), lengths: embedded.map { $0.dim(0) }))
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
