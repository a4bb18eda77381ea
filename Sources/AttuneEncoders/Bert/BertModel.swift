// BERT (Devlin et al. 2019, arXiv:1810.04805), computed as `BertModel` of Hugging Face transformers
// computes it; the parameter paths are that model's, as in `bert-base-uncased`.

import Torch
import TorchNN

/// A BERT text encoder.
///
/// The first ``numFrozenLayers`` layers and the embeddings before them run without gradients and
/// without dropout, so that they give the same numbers for a text in every epoch: a caller may keep
/// the states that ``frozenStates(_:attentionMask:tokenTypeIDs:)`` returns and go on from them.
public struct BertModel {
  /// The sizes.
  public let configuration: BertConfiguration
  /// Layers at the start that are not trained; 0 trains the embeddings too.
  public let numFrozenLayers: Int
  let embeddings: BertEmbeddings
  let layers: [BertLayer]
  let pooler: Linear?

  /// Makes the encoder.
  ///
  /// - Parameters:
  ///   - configuration: the sizes; validated here.
  ///   - numFrozenLayers: layers at the start that are not trained.
  ///   - addsPooler: whether there is a layer above the first token's state.
  ///   - scope: the place of the parameters.
  /// - Throws: ``EncoderConfigurationError``, or as `ParameterScope.parameter`.
  public init(
    _ configuration: BertConfiguration, numFrozenLayers: Int = 0, addsPooler: Bool = false,
    _ scope: ParameterScope
  ) throws {
    try configuration.validate()
    guard (0...configuration.numHiddenLayers).contains(numFrozenLayers) else {
      throw EncoderConfigurationError(
        encoder: "bert", key: "num_hidden_layers",
        reason: "is \(configuration.numHiddenLayers), so \(numFrozenLayers) cannot be frozen")
    }
    self.configuration = configuration
    self.numFrozenLayers = numFrozenLayers
    embeddings = try BertEmbeddings(configuration, scope["embeddings"])
    layers = try (0..<configuration.numHiddenLayers).map {
      try BertLayer(configuration, scope["encoder"]["layer"][$0])
    }
    pooler =
      addsPooler
      ? try Linear(
        configuration.hiddenSize, configuration.hiddenSize,
        weightInitializer: .normal(standardDeviation: configuration.initializerRange),
        biasInitializer: .zeros, scope["pooler"]["dense"])
      : nil
  }

  /// The paths below the encoder's own that ``numFrozenLayers`` freezes.
  public var frozenPaths: [String] {
    guard numFrozenLayers > 0 else { return [] }
    return ["embeddings"] + (0..<numFrozenLayers).map { "encoder.layer.\($0)" }
  }

  /// Encodes texts.
  ///
  /// - Parameters:
  ///   - inputIDs: `[B, T]` int64, `T` at most ``BertConfiguration/maximumPositions``.
  ///   - attentionMask: `[B, T]` bool, true for a token; `nil` where nothing is padding.
  ///   - tokenTypeIDs: `[B, T]` int64; `nil` for 0 everywhere.
  ///   - mode: dropout acts in training only.
  /// - Returns: the last layer's hidden states, `[B, T, H]`; those of padding mean nothing.
  /// - Throws: ``EncoderInputError`` for a text that is too long, or ``TorchError``.
  public func callAsFunction(
    _ inputIDs: Tensor, attentionMask: Tensor?, tokenTypeIDs: Tensor? = nil, mode: Mode
  ) throws -> Tensor {
    let states: Tensor
    if numFrozenLayers > 0 {
      states = try frozenStates(
        inputIDs, attentionMask: attentionMask, tokenTypeIDs: tokenTypeIDs)
    } else {
      states = try embed(inputIDs, tokenTypeIDs: tokenTypeIDs, mode: mode)
    }
    return try finish(states, from: numFrozenLayers, attentionMask: attentionMask, mode: mode)
  }

  /// Runs the embeddings and the frozen layers: no gradients, no dropout.
  ///
  /// - Returns: what ``finish(_:from:attentionMask:mode:)`` takes from layer ``numFrozenLayers`` on,
  ///   `[B, T, H]`.
  /// - Throws: as ``callAsFunction(_:attentionMask:tokenTypeIDs:mode:)``.
  public func frozenStates(
    _ inputIDs: Tensor, attentionMask: Tensor?, tokenTypeIDs: Tensor? = nil
  ) throws -> Tensor {
    try withoutGradients {
      let embedded = try embed(inputIDs, tokenTypeIDs: tokenTypeIDs, mode: .evaluation)
      return try run(
        embedded, layers: layers[..<numFrozenLayers], attentionMask: attentionMask,
        mode: .evaluation)
    }
  }

  /// Runs the layers from a given one to the last.
  ///
  /// - Parameters:
  ///   - hiddenStates: the input of layer `first`, `[B, T, H]`.
  ///   - first: index of the first layer to run; the number of layers runs none.
  ///   - attentionMask: `[B, T]` bool, true for a token; `nil` where nothing is padding.
  ///   - mode: dropout acts in training only.
  /// - Returns: the last layer's hidden states, `[B, T, H]`.
  public func finish(
    _ hiddenStates: Tensor, from first: Int, attentionMask: Tensor?, mode: Mode
  ) throws(TorchError) -> Tensor {
    try run(hiddenStates, layers: layers[first...], attentionMask: attentionMask, mode: mode)
  }

  /// Applies the pooler to the first token's state; `nil` if the encoder has none.
  ///
  /// - Parameter hiddenStates: the last layer's, `[B, T, H]`.
  /// - Returns: `[B, H]`.
  public func pooledOutput(_ hiddenStates: Tensor) throws(TorchError) -> Tensor? {
    guard let pooler else { return nil }
    return try pooler(hiddenStates.select(dim: 1, index: 0)).tanh()  // [B, H]
  }

  private func embed(_ inputIDs: Tensor, tokenTypeIDs: Tensor?, mode: Mode) throws -> Tensor {
    guard inputIDs.shape.count == 2 else {
      throw EncoderInputError.shape(
        encoder: "bert", expected: "[B, T]", actual: inputIDs.shape)
    }
    guard inputIDs.dim(1) <= configuration.maximumPositions else {
      throw EncoderInputError.tooLong(
        encoder: "bert", length: inputIDs.dim(1), limit: configuration.maximumPositions)
    }
    return try embeddings(inputIDs, tokenTypeIDs: tokenTypeIDs, mode: mode)
  }

  private func run(
    _ hiddenStates: Tensor, layers: ArraySlice<BertLayer>, attentionMask: Tensor?, mode: Mode
  ) throws(TorchError) -> Tensor {
    var hiddenStates = hiddenStates
    for layer in layers {
      hiddenStates = try layer(hiddenStates, attentionMask: attentionMask, mode: mode)
    }
    return hiddenStates  // [B, T, H]
  }
}
