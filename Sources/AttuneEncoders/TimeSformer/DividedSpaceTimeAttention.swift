import Torch
import TorchNN

/// Attention over time for each patch, then over space for each frame (arXiv:2102.05095).
///
/// Token order: patches row-major, *frame fastest* (`h w t`), so the tokens of one patch over time
/// lie side by side. Keys: `temporal_layernorm`, `temporal_attention.**`, `temporal_dense`,
/// `layernorm_before`, `attention.**`.
struct DividedSpaceTimeAttention {
  let temporalNorm: LayerNorm
  let temporalAttention: TimeSformerAttention
  let temporalDense: Linear
  let spatialNorm: LayerNorm
  let spatialAttention: TimeSformerAttention
  let numFrames: Int
  let numPatches: Int

  init(_ configuration: TimeSformerConfiguration, _ scope: ParameterScope) throws {
    let size = configuration.hiddenSize
    temporalNorm = try LayerNorm(size, scope["temporal_layernorm"])
    temporalAttention = try TimeSformerAttention(configuration, scope["temporal_attention"])
    temporalDense = try Linear(
      size, size, weightInitializer: TimeSformer.initializer, biasInitializer: .zeros,
      scope["temporal_dense"])
    spatialNorm = try LayerNorm(size, scope["layernorm_before"])
    spatialAttention = try TimeSformerAttention(configuration, scope["attention"])
    numFrames = configuration.numFrames
    numPatches = configuration.numPatches
  }

  /// Adds both attentions to `[B, P·F, H]`.
  func callAsFunction(_ hiddenStates: Tensor, mode: Mode) throws(TorchError) -> Tensor {
    let overTime = try temporalAttention(
      groupedByPatch(temporalNorm(hiddenStates)), mode: mode)  // [B·P, F, H]
    let states = try hiddenStates + temporalDense(overTime.reshape(hiddenStates.shape))
    let overSpace = try spatialAttention(
      groupedByFrame(spatialNorm(states)), mode: mode)  // [B·F, P, H]
    return try states + ungroupedByFrame(overSpace)  // [B, P·F, H]
  }

  /// `[B, P·F, H]` to `[B·P, F, H]`: one row a patch.
  func groupedByPatch(_ states: Tensor) throws(TorchError) -> Tensor {
    try states.reshape([states.dim(0) * numPatches, numFrames, states.dim(2)])
  }

  /// `[B, P·F, H]` to `[B·F, P, H]`: one row a frame.
  func groupedByFrame(_ states: Tensor) throws(TorchError) -> Tensor {
    let (batch, size) = (states.dim(0), states.dim(2))
    return try states.reshape([batch, numPatches, numFrames, size]).transpose(1, 2)
      .reshape([batch * numFrames, numPatches, size])
  }

  /// The inverse of ``groupedByFrame(_:)``.
  func ungroupedByFrame(_ states: Tensor) throws(TorchError) -> Tensor {
    let (batch, size) = (states.dim(0) / numFrames, states.dim(2))
    return try states.reshape([batch, numFrames, numPatches, size]).transpose(1, 2)
      .reshape([batch, numPatches * numFrames, size])
  }
}
