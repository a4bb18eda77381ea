import Torch
import TorchNN

/// One pre-norm transformer layer: attention, then a feed-forward part.
///
/// Keys: those of the attention, `layernorm_after`, `intermediate.dense`, `output.dense`.
struct TimeSformerLayer {
  /// Which tokens see which.
  enum Attention {
    /// All of them, `layernorm_before` and `attention.**`.
    case joint(LayerNorm, TimeSformerAttention)
    case divided(DividedSpaceTimeAttention)
  }

  let attention: Attention
  let layerNorm: LayerNorm
  let intermediate: Linear
  let output: Linear
  let dropout: Dropout

  init(_ configuration: TimeSformerConfiguration, _ scope: ParameterScope) throws {
    let (hidden, inner) = (configuration.hiddenSize, configuration.intermediateSize)
    switch configuration.attention {
    case .joint:
      attention = .joint(
        try LayerNorm(hidden, scope["layernorm_before"]),
        try TimeSformerAttention(configuration, scope["attention"]))
    case .divided:
      attention = .divided(try DividedSpaceTimeAttention(configuration, scope))
    }
    layerNorm = try LayerNorm(hidden, scope["layernorm_after"])
    intermediate = try Linear(
      hidden, inner, weightInitializer: TimeSformer.initializer, biasInitializer: .zeros,
      scope["intermediate"]["dense"])
    output = try Linear(
      inner, hidden, weightInitializer: TimeSformer.initializer, biasInitializer: .zeros,
      scope["output"]["dense"])
    dropout = Dropout(configuration.dropout)
  }

  func callAsFunction(_ hiddenStates: Tensor, mode: Mode) throws(TorchError) -> Tensor {
    let attended: Tensor
    switch attention {
    case .joint(let norm, let attention):
      attended = try hiddenStates + attention(norm(hiddenStates), mode: mode)
    case .divided(let attention):
      attended = try attention(hiddenStates, mode: mode)
    }
    let inner = try dropout(
      Activation.gelu(intermediate(layerNorm(attended))), mode: mode)  // [B, P·F, I]
    return try attended + dropout(output(inner), mode: mode)  // [B, P·F, H]
  }
}
