import AttuneEncoders
import Torch
import TorchNN

/// Hears utterances: what the audio encoder makes of a whole sound by its last layer, or by a mixture
/// of all, projected; a learned stand-in for the absent ones.
///
/// Keys: `audio_encoder.**`, `audio_layer_weights` where layers are mixed,
/// `audio_projector.N.dense`, `audio_stand_in`.
struct AudioReader {
  let encoder: AudioEncoder
  let isFrozen: Bool
  /// One number a layer, `[L]`, before softmax; `nil` where only the last layer is heard.
  let layerWeights: Tensor?
  let projector: DenseStack
  let standIn: Tensor

  init(_ configuration: AudioConfiguration, dropout: Double, _ scope: ParameterScope) throws {
    encoder = try AudioEncoder(configuration.encoder, scope["audio_encoder"])
    isFrozen = configuration.isFrozen
    // The path lies outside the encoder's, so freezing the encoder leaves the weights trainable,
    // and no encoder's file is asked for them. Equal at first.
    layerWeights =
      configuration.layers == .weighted
      ? try scope.parameter(
        "audio_layer_weights", [configuration.encoder.numHiddenLayers + 1], .zeros) : nil
    projector = try DenseStack(
      configuration.encoder.hiddenSize, configuration.projectorSizes,
      .init(normalization: .none, activation: .relu, dropout: dropout, endsPlain: false),
      scope["audio_projector"])
    standIn = try StandIn.parameter("audio_stand_in", projector.outputSize, scope)
  }

  /// Width of an utterance's vector.
  var outputSize: Int { projector.outputSize }

  /// Encodes sounds into `[present.count, output]`.
  ///
  /// - Parameters:
  ///   - frozen: those that the frozen encoder heard before.
  ///   - present: rows that may be heard; the others get the stand-in whatever the groups hold.
  func callAsFunction(
    _ groups: [WaveformGroup], frozen: [Batch.FrozenSound] = [], present: [Bool], mode: Mode
  ) throws -> Tensor {
    var rows: [Int] = []
    var layers: [Tensor] = []
    for group in groups {
      let kept = group.rows.indices.filter { present[group.rows[$0]] }
      guard !kept.isEmpty else { continue }
      var waveforms = group.waveforms
      if kept.count < group.rows.count {
        let index = try Tensor(
          kept.map(Int64.init), shape: [kept.count], device: waveforms.device)
        waveforms = try waveforms.indexSelect(dim: 0, index: index)
      }
      rows += kept.map { group.rows[$0] }
      layers.append(
        try heard(
          waveforms, lengths: kept.map { group.lengths[$0] },
          maskSeeds: group.maskSeeds.map { seeds in kept.map { seeds[$0] } }, mode: mode))
    }
    let known = frozen.filter { present[$0.row] }
    if !known.isEmpty {
      rows += known.map(\.row)
      let stacked = try FrozenFeatures.tensor(known.map(\.features), device: standIn.device)
      layers.append(
        try stacked.reshape([known.count, stacked.dim(0) / known.count, stacked.dim(1)])
          .transpose(0, 1))
    }
    let projected = layers.isEmpty ? nil : try projector(mean(layers), mode: mode)
    return try RowAssembly.assemble(
      projected, rows: rows, of: present.indices, standIn: standIn)
  }

  /// What the frozen encoder makes of a sound alone, `[L, H]`.
  func frozenMeans(_ waveform: [Float]) throws -> Tensor {
    try withoutGradients {
      let waveforms = try WaveformGrouping.padded([waveform], device: standIn.device)
      return try layers(
        waveforms, lengths: [waveform.count], maskSeeds: nil, mode: .evaluation
      ).select(dim: 1, index: 0)
    }
  }

  /// One vector a sound, `[M, H]`, of the layers that are heard, each `[L, some of M, H]`.
  private func mean(_ layers: [Tensor]) throws -> Tensor {
    let layers = try layers.count == 1 ? layers[0] : Tensor.cat(layers, dim: 1)
    guard let layerWeights else { return try layers.select(dim: 0, index: 0) }
    let weights = try layerWeights.softmax(dim: 0).unsqueeze(1).unsqueeze(1)  // [L, 1, 1]
    return try (layers * weights).sum(dims: [0])
  }

  private func heard(
    _ waveforms: Tensor, lengths: [Int], maskSeeds: [UInt64]?, mode: Mode
  ) throws -> Tensor {
    // Whoever wants gradients of the sound gets them through a frozen encoder too.
    guard isFrozen, !waveforms.requiresGrad else {
      return try layers(waveforms, lengths: lengths, maskSeeds: maskSeeds, mode: mode)
    }
    return try withoutGradients {
      try layers(waveforms, lengths: lengths, maskSeeds: nil, mode: .evaluation)
    }
  }

  /// The layers that are heard, `[L, M, H]`.
  private func layers(
    _ waveforms: Tensor, lengths: [Int], maskSeeds: [UInt64]?, mode: Mode
  ) throws -> Tensor {
    try encoder(
      waveforms, lengths: lengths, mode: mode, maskSeeds: maskSeeds,
      givesAllLayers: layerWeights != nil)
  }
}
