import Torch
import TorchNN

/// One transformer layer of BERT: attention, then a feed-forward part, each with post-norm.
///
/// Keys: `attention.**`, `intermediate.dense`, `output.{dense,LayerNorm}`.
struct BertLayer {
  let attention: BertAttention
  let intermediate: Linear
  let activation: Activation
  let output: Linear
  let layerNorm: LayerNorm
  let dropout: Dropout

  init(_ configuration: BertConfiguration, _ scope: ParameterScope) throws {
    let initializer = Initializer.normal(standardDeviation: configuration.initializerRange)
    let (hidden, inner) = (configuration.hiddenSize, configuration.intermediateSize)
    attention = try BertAttention(configuration, scope["attention"])
    intermediate = try Linear(
      hidden, inner, weightInitializer: initializer, biasInitializer: .zeros,
      scope["intermediate"]["dense"])
    activation = configuration.hiddenActivation
    output = try Linear(
      inner, hidden, weightInitializer: initializer, biasInitializer: .zeros,
      scope["output"]["dense"])
    layerNorm = try LayerNorm(
      hidden, eps: configuration.layerNormEps, scope["output"]["LayerNorm"])
    dropout = Dropout(configuration.hiddenDropoutProbability)
  }

  func callAsFunction(
    _ hiddenStates: Tensor, lengths: [Int], mode: Mode
  ) throws(TorchError) -> Tensor {
    let attended = try attention(hiddenStates, lengths: lengths, mode: mode)
    let inner = try activation(intermediate(attended))  // [tokens, I]
    return try layerNorm(dropout(output(inner), mode: mode) + attended)  // [tokens, H]
  }
}
