import Torch
import TorchNN

/// Attention over time for each patch, then over space for each frame (arXiv:2102.05095).
///
/// Token order: the class token if there is one, then patches row-major, *frame fastest* (`h w t`),
/// so the tokens of one patch over time lie side by side. The class token sees no time; it takes
/// part in every frame, and what the frames say to it is averaged. Keys: `temporal_layernorm`,
/// `temporal_attention.**`, `temporal_dense`, `layernorm_before`, `attention.**`.
struct DividedSpaceTimeAttention {
  let temporalNorm: LayerNorm
  let temporalAttention: TimeSformerAttention
  let temporalDense: Linear
  let spatialNorm: LayerNorm
  let spatialAttention: TimeSformerAttention
  let dropPath: DropPath
  let hasClassToken: Bool

  init(
    _ configuration: TimeSformerConfiguration, dropPath: DropPath, _ scope: ParameterScope
  ) throws {
    let (size, eps) = (configuration.hiddenSize, configuration.layerNormEps)
    temporalNorm = try LayerNorm(size, eps: eps, scope["temporal_layernorm"])
    temporalAttention = try TimeSformerAttention(configuration, scope["temporal_attention"])
    temporalDense = try Linear(
      size, size, weightInitializer: TimeSformer.initializer, biasInitializer: .zeros,
      scope["temporal_dense"])
    spatialNorm = try LayerNorm(size, eps: eps, scope["layernorm_before"])
    spatialAttention = try TimeSformerAttention(configuration, scope["attention"])
    self.dropPath = dropPath
    hasClassToken = configuration.hasClassToken
  }

  /// Adds both attentions to `[B, P·F, H]`, or to `[B, 1+P·F, H]` with a class token.
  func callAsFunction(
    _ hiddenStates: Tensor, _ grid: ClipGrid, mode: Mode
  ) throws(TorchError) -> Tensor {
    let first = try hasClassToken ? hiddenStates.narrow(dim: 1, start: 0, length: 1) : nil
    let numFirst = first == nil ? 0 : 1
    var patches = try hiddenStates.narrow(
      dim: 1, start: numFirst, length: hiddenStates.dim(1) - numFirst)  // [B, P·F, H]
    let overTime = try dropPath(
      temporalAttention(Self.groupedByPatch(temporalNorm(patches), grid), mode: mode),
      mode: mode)  // [B·P, F, H]
    patches = try patches + temporalDense(overTime.reshape(patches.shape))
    var perFrame = try Self.groupedByFrame(patches, grid)  // [B·F, P, H]
    if let first {
      perFrame = try Tensor.cat([Self.repeated(first, grid), perFrame], dim: 1)  // [B·F, 1+P, H]
    }
    let overSpace = try dropPath(spatialAttention(spatialNorm(perFrame), mode: mode), mode: mode)
    let toPatches = try overSpace.narrow(dim: 1, start: numFirst, length: grid.numPatches)
    patches = try patches + Self.ungroupedByFrame(toPatches, grid)
    guard let first else { return patches }
    let toFirst = try overSpace.select(dim: 1, index: 0)
      .reshape([first.dim(0), grid.numFrames, first.dim(2)]).mean(dims: [1], keepDim: true)
    return try Tensor.cat([first + toFirst, patches], dim: 1)  // [B, 1+P·F, H]
  }

  /// `[B, 1, H]` to `[B·F, 1, H]`: the same for each frame.
  private static func repeated(_ first: Tensor, _ grid: ClipGrid) throws(TorchError) -> Tensor {
    let (batch, size) = (first.dim(0), first.dim(2))
    return try first.expand([batch, grid.numFrames, size])
      .reshape([batch * grid.numFrames, 1, size])
  }

  /// `[B, P·F, H]` to `[B·P, F, H]`: one row a patch.
  static func groupedByPatch(_ states: Tensor, _ grid: ClipGrid) throws(TorchError) -> Tensor {
    try states.reshape([states.dim(0) * grid.numPatches, grid.numFrames, states.dim(2)])
  }

  /// `[B, P·F, H]` to `[B·F, P, H]`: one row a frame.
  static func groupedByFrame(_ states: Tensor, _ grid: ClipGrid) throws(TorchError) -> Tensor {
    let (batch, size) = (states.dim(0), states.dim(2))
    return try states.reshape([batch, grid.numPatches, grid.numFrames, size]).transpose(1, 2)
      .reshape([batch * grid.numFrames, grid.numPatches, size])
  }

  /// The inverse of ``groupedByFrame(_:_:)``.
  static func ungroupedByFrame(_ states: Tensor, _ grid: ClipGrid) throws(TorchError) -> Tensor {
    let (batch, size) = (states.dim(0) / grid.numFrames, states.dim(2))
    return try states.reshape([batch, grid.numFrames, grid.numPatches, size]).transpose(1, 2)
      .reshape([batch, grid.numPatches * grid.numFrames, size])
  }
}
