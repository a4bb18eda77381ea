import Torch
import TorchNN

/// One pre-norm transformer layer: attention, then a feed-forward part.
///
/// Keys: those of the attention, `layernorm_after`, `intermediate.dense`, `output.dense`.
struct TimeSformerLayer {
  /// Which tokens see which.
  enum Attention {
    /// All of a row, `layernorm_before` and `attention.**`; a row is a clip, or a frame of it.
    case row(LayerNorm, TimeSformerAttention)
    case divided(DividedSpaceTimeAttention)
  }

  let attention: Attention
  let layerNorm: LayerNorm
  let intermediate: Linear
  let activation: Activation
  let output: Linear
  let dropout: Dropout
  let dropPath: DropPath

  init(
    _ configuration: TimeSformerConfiguration, index: Int, _ scope: ParameterScope
  ) throws {
    let (hidden, inner) = (configuration.hiddenSize, configuration.intermediateSize)
    let eps = configuration.layerNormEps
    let last = max(1, configuration.numHiddenLayers - 1)
    dropPath = DropPath(configuration.dropPath * Double(index) / Double(last))
    switch configuration.attention {
    case .joint, .space:
      attention = .row(
        try LayerNorm(hidden, eps: eps, scope["layernorm_before"]),
        try TimeSformerAttention(configuration, scope["attention"]))
    case .divided:
      attention = .divided(
        try DividedSpaceTimeAttention(configuration, dropPath: dropPath, scope))
    }
    layerNorm = try LayerNorm(hidden, eps: eps, scope["layernorm_after"])
    intermediate = try Linear(
      hidden, inner, weightInitializer: TimeSformer.initializer, biasInitializer: .zeros,
      scope["intermediate"]["dense"])
    activation = configuration.hiddenActivation
    output = try Linear(
      inner, hidden, weightInitializer: TimeSformer.initializer, biasInitializer: .zeros,
      scope["output"]["dense"])
    dropout = Dropout(configuration.dropout)
  }

  func callAsFunction(
    _ hiddenStates: Tensor, _ grid: ClipGrid, mode: Mode
  ) throws(TorchError) -> Tensor {
    let attended: Tensor
    switch attention {
    case .row(let norm, let attention):
      let seen = try attention(norm(hiddenStates), mode: mode)
      attended = try hiddenStates + dropPath(seen, mode: mode)
    case .divided(let attention):
      attended = try attention(hiddenStates, grid, mode: mode)
    }
    let inner = try dropout(
      activation(intermediate(layerNorm(attended))), mode: mode)  // [rows, T, I]
    let outer = try dropout(output(inner), mode: mode)
    return try attended + dropPath(outer, mode: mode)  // [rows, T, H]
  }
}
