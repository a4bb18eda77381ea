import Torch
import TorchNN

/// One transformer layer of wav2vec2.
///
/// Keys: `attention.{k,v,q,out}_proj`, `layer_norm`, `feed_forward.{intermediate,output}_dense`,
/// `final_layer_norm`. The two styles differ only in where they normalise.
struct Wav2Vec2Layer {
  let key: Linear
  let value: Linear
  let query: Linear
  let output: Linear
  let layerNorm: LayerNorm
  let intermediateDense: Linear
  let outputDense: Linear
  let finalLayerNorm: LayerNorm
  let configuration: Wav2Vec2Configuration

  init(_ configuration: Wav2Vec2Configuration, _ scope: ParameterScope) throws {
    self.configuration = configuration
    let (hidden, inner) = (configuration.hiddenSize, configuration.intermediateSize)
    func linear(_ input: Int, _ output: Int, _ scope: ParameterScope) throws -> Linear {
      try Linear(
        input, output,
        weightInitializer: .normal(standardDeviation: configuration.initializerRange),
        biasInitializer: .zeros, scope)
    }
    key = try linear(hidden, hidden, scope["attention"]["k_proj"])
    value = try linear(hidden, hidden, scope["attention"]["v_proj"])
    query = try linear(hidden, hidden, scope["attention"]["q_proj"])
    output = try linear(hidden, hidden, scope["attention"]["out_proj"])
    layerNorm = try LayerNorm(hidden, eps: configuration.layerNormEps, scope["layer_norm"])
    intermediateDense = try linear(hidden, inner, scope["feed_forward"]["intermediate_dense"])
    outputDense = try linear(inner, hidden, scope["feed_forward"]["output_dense"])
    finalLayerNorm = try LayerNorm(
      hidden, eps: configuration.layerNormEps, scope["final_layer_norm"])
  }

  func callAsFunction(
    _ hiddenStates: Tensor, attentionMask: Tensor?, mode: Mode
  ) throws(TorchError) -> Tensor {
    if configuration.usesStableLayerNorm {
      let attended = try hiddenStates + attend(layerNorm(hiddenStates), attentionMask, mode)
      return try attended + feedForward(finalLayerNorm(attended), mode)
    }
    let attended = try layerNorm(hiddenStates + attend(hiddenStates, attentionMask, mode))
    return try finalLayerNorm(attended + feedForward(attended, mode))
  }

  private func attend(
    _ states: Tensor, _ attentionMask: Tensor?, _ mode: Mode
  ) throws(TorchError) -> Tensor {
    let context = try SelfAttention.attend(
      query: query(states), key: key(states), value: value(states),
      numHeads: configuration.numAttentionHeads, attentionMask: attentionMask,
      dropout: mode == .training ? configuration.attentionDropout : 0)
    return try Dropout(configuration.hiddenDropout)(output(context), mode: mode)  // [B, F, H]
  }

  private func feedForward(_ states: Tensor, _ mode: Mode) throws(TorchError) -> Tensor {
    let inner = try Dropout(configuration.activationDropout)(
      configuration.hiddenActivation(intermediateDense(states)), mode: mode)  // [B, F, I]
    return try Dropout(configuration.hiddenDropout)(outputDense(inner), mode: mode)  // [B, F, H]
  }
}
