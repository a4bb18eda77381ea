import Torch
import TorchNN

/// Self-attention of a BERT layer with its projection, residual and post-norm.
///
/// Keys: `attention.self.{query,key,value}`, `attention.output.{dense,LayerNorm}`.
struct BertAttention {
  let query: Linear
  let key: Linear
  let value: Linear
  let dense: Linear
  let layerNorm: LayerNorm
  let dropout: Dropout
  let attentionDropout: Double
  let numHeads: Int

  init(_ configuration: BertConfiguration, _ scope: ParameterScope) throws {
    let size = configuration.hiddenSize
    func linear(_ scope: ParameterScope) throws -> Linear {
      try Linear(
        size, size,
        weightInitializer: .normal(standardDeviation: configuration.initializerRange),
        biasInitializer: .zeros, scope)
    }
    query = try linear(scope["self"]["query"])
    key = try linear(scope["self"]["key"])
    value = try linear(scope["self"]["value"])
    dense = try linear(scope["output"]["dense"])
    layerNorm = try LayerNorm(
      size, eps: configuration.layerNormEps, scope["output"]["LayerNorm"])
    dropout = Dropout(configuration.hiddenDropoutProbability)
    attentionDropout = configuration.attentionDropoutProbability
    numHeads = configuration.numAttentionHeads
  }

  /// Attends within each of the texts whose states stand one after another, `[tokens, H]`.
  func callAsFunction(
    _ hiddenStates: Tensor, lengths: [Int], mode: Mode
  ) throws(TorchError) -> Tensor {
    let (queries, keys) = (try query(hiddenStates), try key(hiddenStates))
    try AttentionTrace.notePacked(
      query: queries, key: keys, lengths: lengths, numHeads: numHeads)
    let context = try Tensor.packedAttention(
      queries, keys, value(hiddenStates), lengths: lengths,
      numHeads: numHeads, dropout: mode == .training ? attentionDropout : 0)  // [tokens, H]
    return try layerNorm(dropout(dense(context), mode: mode) + hiddenStates)  // [tokens, H]
  }
}
