import Torch
import TorchNN

/// What a token is, where it stands and which text it belongs to, as one vector.
///
/// Keys: `embeddings.{word,position,token_type}_embeddings`, `embeddings.LayerNorm`.
struct BertEmbeddings {
  let wordEmbeddings: Embedding
  let positionEmbeddings: Embedding
  let tokenTypeEmbeddings: Embedding
  let layerNorm: LayerNorm
  let dropout: Dropout

  init(_ configuration: BertConfiguration, _ scope: ParameterScope) throws {
    let size = configuration.hiddenSize
    let initializer = Initializer.normal(standardDeviation: configuration.initializerRange)
    wordEmbeddings = try Embedding(
      configuration.vocabularySize, size, initializer: initializer, scope["word_embeddings"])
    positionEmbeddings = try Embedding(
      configuration.maximumPositions, size, initializer: initializer,
      scope["position_embeddings"])
    tokenTypeEmbeddings = try Embedding(
      configuration.typeVocabularySize, size, initializer: initializer,
      scope["token_type_embeddings"])
    layerNorm = try LayerNorm(size, eps: configuration.layerNormEps, scope["LayerNorm"])
    dropout = Dropout(configuration.hiddenDropoutProbability)
  }

  func callAsFunction(
    _ texts: PackedTexts, tokenTypeIDs: Tensor?, mode: Mode
  ) throws(TorchError) -> Tensor {
    let positions = texts.lengths.flatMap { (0..<Int64($0)) }
    let types: Tensor
    if let tokenTypeIDs {
      types = try tokenTypeEmbeddings(tokenTypeIDs)  // [tokens, H]
    } else {
      types = try tokenTypeEmbeddings.weight.select(dim: 0, index: 0)  // [H]
    }
    let sum =
      try wordEmbeddings(texts.inputIDs) + types
      + positionEmbeddings(
        Tensor(positions, shape: [positions.count], device: texts.inputIDs.device))  // [tokens, H]
    return try dropout(layerNorm(sum), mode: mode)
  }
}
