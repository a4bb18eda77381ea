// BERT (Devlin et al. 2019, arXiv:1810.04805), computed as `BertModel` of Hugging Face transformers
// computes it; the parameter paths are that model's, as in `bert-base-uncased`.

import Torch
import TorchNN

/// A BERT text encoder over texts that stand one after another, so that none is padded.
///
/// The first ``numFrozenLayers`` layers and the embeddings before them run without gradients and
/// without dropout, so that they give the same numbers for a text in every epoch: a caller may keep
/// the states that ``frozenStates(_:tokenTypeIDs:)`` returns and go on from them with
/// ``finish(_:mode:)``.
public struct BertModel {
  /// The sizes.
  public let configuration: BertConfiguration
  /// Layers at the start that are not trained.
  public let numFrozenLayers: Int
  /// Whether the embeddings are not trained; where layers are frozen, they are too.
  public let isPrefixFrozen: Bool
  let embeddings: BertEmbeddings
  let layers: [BertLayer]
  let pooler: Linear?

  /// Makes the encoder.
  ///
  /// - Parameters:
  ///   - configuration: the sizes; validated here.
  ///   - numFrozenLayers: layers at the start that are not trained.
  ///   - freezesEmbeddings: whether the embeddings alone are frozen, where no layer is.
  ///   - addsPooler: whether there is a layer above the first token's state.
  ///   - scope: the place of the parameters.
  /// - Throws: ``EncoderConfigurationError``, or as `ParameterScope.parameter`.
  public init(
    _ configuration: BertConfiguration, numFrozenLayers: Int = 0, freezesEmbeddings: Bool = false,
    addsPooler: Bool = false, _ scope: ParameterScope
  ) throws {
    try configuration.validate()
    guard (0...configuration.numHiddenLayers).contains(numFrozenLayers) else {
      throw EncoderConfigurationError(
        encoder: "bert", key: "num_hidden_layers",
        reason: "is \(configuration.numHiddenLayers), so \(numFrozenLayers) cannot be frozen")
    }
    self.configuration = configuration
    self.numFrozenLayers = numFrozenLayers
    isPrefixFrozen = numFrozenLayers > 0 || freezesEmbeddings
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

  /// Where the encoder's parameters live.
  public var device: Device { embeddings.wordEmbeddings.weight.device }

  /// The paths below the encoder's own that are frozen.
  public var frozenPaths: [String] {
    guard isPrefixFrozen else { return [] }
    return ["embeddings"] + (0..<numFrozenLayers).map { "encoder.layer.\($0)" }
  }

  /// Encodes texts.
  ///
  /// - Parameters:
  ///   - texts: none longer than ``BertConfiguration/maximumPositions``.
  ///   - tokenTypeIDs: `[tokens]` int64; `nil` for 0 everywhere.
  ///   - mode: dropout acts in training only.
  /// - Returns: the last layer's states.
  /// - Throws: ``EncoderInputError`` for a text that is too long, or ``TorchError``.
  public func callAsFunction(
    _ texts: PackedTexts, tokenTypeIDs: Tensor? = nil, mode: Mode
  ) throws -> PackedStates {
    let states =
      isPrefixFrozen
      ? try frozenStates(texts, tokenTypeIDs: tokenTypeIDs)
      : try embed(texts, tokenTypeIDs: tokenTypeIDs, mode: mode)
    return try finish(states, mode: mode)
  }

  /// Runs the embeddings and the frozen layers: no gradients, no dropout.
  ///
  /// - Returns: what ``finish(_:mode:)`` takes.
  /// - Throws: as ``callAsFunction(_:tokenTypeIDs:mode:)``.
  public func frozenStates(
    _ texts: PackedTexts, tokenTypeIDs: Tensor? = nil
  ) throws -> PackedStates {
    try withoutGradients {
      try run(
        embed(texts, tokenTypeIDs: tokenTypeIDs, mode: .evaluation),
        layers[..<numFrozenLayers], mode: .evaluation)
    }
  }

  /// Runs the embeddings alone, without gradients and without dropout.
  ///
  /// - Returns: what ``encode(embedded:)`` takes.
  /// - Throws: as ``callAsFunction(_:tokenTypeIDs:mode:)``.
  public func embedded(_ texts: PackedTexts) throws -> PackedStates {
    try withoutGradients { try embed(texts, tokenTypeIDs: nil, mode: .evaluation) }
  }

  /// Runs all layers over embeddings, the frozen ones with gradients too: for questions about what
  /// the embeddings do.
  ///
  /// - Returns: the last layer's states.
  public func encode(embedded states: PackedStates) throws -> PackedStates {
    try run(states, layers[...], mode: .evaluation)
  }

  /// Runs the layers that are not frozen.
  ///
  /// - Parameters:
  ///   - states: those of ``frozenStates(_:tokenTypeIDs:)``.
  ///   - mode: dropout acts in training only.
  /// - Returns: the last layer's states.
  public func finish(_ states: PackedStates, mode: Mode) throws -> PackedStates {
    try run(states, layers[numFrozenLayers...], mode: mode)
  }

  /// Applies the pooler to the state of each text's first token; `nil` if the encoder has none.
  ///
  /// - Returns: `[B, H]`.
  public func pooledOutput(_ states: PackedStates) throws(TorchError) -> Tensor? {
    try pooler?(states.first()).tanh()
  }

  private func embed(
    _ texts: PackedTexts, tokenTypeIDs: Tensor?, mode: Mode
  ) throws -> PackedStates {
    if let longest = texts.lengths.max(), longest > configuration.maximumPositions {
      throw EncoderInputError.tooLong(
        encoder: "bert", length: longest, limit: configuration.maximumPositions)
    }
    return PackedStates(
      try embeddings(texts, tokenTypeIDs: tokenTypeIDs, mode: mode), lengths: texts.lengths)
  }

  private func run(
    _ states: PackedStates, _ layers: ArraySlice<BertLayer>, mode: Mode
  ) throws -> PackedStates {
    var hiddenStates = states.hiddenStates
    // Cast once, the sums between the layers are short too; states that were kept in a short type
    // become long again where all else is.
    hiddenStates = try hiddenStates.to(
      hiddenStates.device.autocastDType ?? embeddings.layerNorm.weight.dtype)
    for layer in layers {
      hiddenStates = try GradientCheckpointing.layer(hiddenStates, mode: mode) {
        try layer($0, lengths: states.lengths, mode: mode)
      }
    }
    return PackedStates(hiddenStates, lengths: states.lengths)
  }
}
