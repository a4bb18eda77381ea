import TorchNN

extension Wav2Vec2Configuration: Codable {
  private enum CodingKeys: String, CodingKey {
    case family = "model_type"
    case convolutionChannels = "conv_dim"
    case convolutionKernels = "conv_kernel"
    case convolutionStrides = "conv_stride"
    case convolutionBias = "conv_bias"
    case featureNormalization = "feat_extract_norm"
    case featureActivation = "feat_extract_activation"
    case normalizesProjection = "feat_proj_layer_norm"
    case hiddenSize = "hidden_size"
    case numHiddenLayers = "num_hidden_layers"
    case numAttentionHeads = "num_attention_heads"
    case intermediateSize = "intermediate_size"
    case hiddenActivation = "hidden_act"
    case usesStableLayerNorm = "do_stable_layer_norm"
    case positionalKernel = "num_conv_pos_embeddings"
    case positionalGroups = "num_conv_pos_embedding_groups"
    case positionalBatchNorm = "conv_pos_batch_norm"
    case layerNormEps = "layer_norm_eps"
    case hiddenDropout = "hidden_dropout"
    case attentionDropout = "attention_dropout"
    case activationDropout = "activation_dropout"
    case featureProjectionDropout = "feat_proj_dropout"
    case layerDrop = "layerdrop"
    case initializerRange = "initializer_range"
  }

  /// Decodes a configuration.
  ///
  /// All sizes, switches and dropouts are required. Left out may be `initializer_range`, what
  /// published files lack (`feat_proj_layer_norm`, `conv_pos_batch_norm`) and the keys of
  /// ``Wav2Vec2Masking``.
  ///
  /// - Throws: `DecodingError`, also for parts that this encoder does not have.
  public init(from decoder: any Decoder) throws {
    try EncoderFamily.check(decoder, accepting: [.wav2vec2, .hubert])
    try Wav2Vec2UnsupportedParts.check(decoder)
    let values = try decoder.container(keyedBy: CodingKeys.self)
    func value<T: Decodable>(_ key: CodingKeys) throws -> T {
      try values.decode(T.self, forKey: key)
    }
    family = try values.decodeIfPresent(Family.self, forKey: .family) ?? .wav2vec2
    convolutionChannels = try value(.convolutionChannels)
    convolutionKernels = try value(.convolutionKernels)
    convolutionStrides = try value(.convolutionStrides)
    convolutionBias = try value(.convolutionBias)
    featureNormalization = try value(.featureNormalization)
    featureActivation = try value(.featureActivation)
    normalizesProjection =
      try values.decodeIfPresent(Bool.self, forKey: .normalizesProjection) ?? true
    hiddenSize = try value(.hiddenSize)
    numHiddenLayers = try value(.numHiddenLayers)
    numAttentionHeads = try value(.numAttentionHeads)
    intermediateSize = try value(.intermediateSize)
    hiddenActivation = try value(.hiddenActivation)
    usesStableLayerNorm = try value(.usesStableLayerNorm)
    positionalKernel = try value(.positionalKernel)
    positionalGroups = try value(.positionalGroups)
    positionalBatchNorm =
      try values.decodeIfPresent(Bool.self, forKey: .positionalBatchNorm) ?? false
    layerNormEps = try value(.layerNormEps)
    hiddenDropout = try value(.hiddenDropout)
    attentionDropout = try value(.attentionDropout)
    activationDropout = try value(.activationDropout)
    featureProjectionDropout = try value(.featureProjectionDropout)
    layerDrop = try value(.layerDrop)
    masking = try Wav2Vec2Masking(from: decoder)
    initializerRange = try values.decodeIfPresent(Double.self, forKey: .initializerRange) ?? 0.02
  }

  /// Encodes every key, flat as in a `config.json`.
  public func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(family, forKey: .family)
    try values.encode(convolutionChannels, forKey: .convolutionChannels)
    try values.encode(convolutionKernels, forKey: .convolutionKernels)
    try values.encode(convolutionStrides, forKey: .convolutionStrides)
    try values.encode(convolutionBias, forKey: .convolutionBias)
    try values.encode(featureNormalization, forKey: .featureNormalization)
    try values.encode(featureActivation, forKey: .featureActivation)
    try values.encode(normalizesProjection, forKey: .normalizesProjection)
    try values.encode(hiddenSize, forKey: .hiddenSize)
    try values.encode(numHiddenLayers, forKey: .numHiddenLayers)
    try values.encode(numAttentionHeads, forKey: .numAttentionHeads)
    try values.encode(intermediateSize, forKey: .intermediateSize)
    try values.encode(hiddenActivation, forKey: .hiddenActivation)
    try values.encode(usesStableLayerNorm, forKey: .usesStableLayerNorm)
    try values.encode(positionalKernel, forKey: .positionalKernel)
    try values.encode(positionalGroups, forKey: .positionalGroups)
    try values.encode(positionalBatchNorm, forKey: .positionalBatchNorm)
    try values.encode(layerNormEps, forKey: .layerNormEps)
    try values.encode(hiddenDropout, forKey: .hiddenDropout)
    try values.encode(attentionDropout, forKey: .attentionDropout)
    try values.encode(activationDropout, forKey: .activationDropout)
    try values.encode(featureProjectionDropout, forKey: .featureProjectionDropout)
    try values.encode(layerDrop, forKey: .layerDrop)
    try masking.encode(to: encoder)
    try values.encode(initializerRange, forKey: .initializerRange)
  }
}

/// Parts that some configurations ask for and this encoder does not have.
private struct Wav2Vec2UnsupportedParts: Decodable {
  let hasAdapter: Bool?
  let attentionAdapterSize: Int?
  let convolutions: [Int]?
  let numConvolutions: Int?

  private enum CodingKeys: String, CodingKey {
    case hasAdapter = "add_adapter"
    case attentionAdapterSize = "adapter_attn_dim"
    case convolutions = "conv_dim"
    case numConvolutions = "num_feat_extract_layers"
  }

  /// Refuses what would leave a part of the file unread.
  static func check(_ decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    let parts = try Self(from: decoder)
    func refuse(_ key: CodingKeys, _ reason: String) -> DecodingError {
      .dataCorruptedError(forKey: key, in: values, debugDescription: reason)
    }
    if parts.hasAdapter == true {
      throw refuse(.hasAdapter, "is true, but adapters behind the encoder are not supported")
    }
    if parts.attentionAdapterSize != nil {
      throw refuse(.attentionAdapterSize, "is set, but adapters of languages are not supported")
    }
    if let stated = parts.numConvolutions, let sizes = parts.convolutions, stated != sizes.count {
      throw refuse(
        .numConvolutions, "is \(stated), but 'conv_dim' has \(sizes.count) entries")
    }
  }
}
