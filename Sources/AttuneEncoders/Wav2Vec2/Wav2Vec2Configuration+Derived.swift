extension Wav2Vec2Configuration {
  /// The sizes of `facebook/wav2vec2-base`.
  public static let base = Wav2Vec2Configuration(
    convolutionChannels: Array(repeating: 512, count: 7),
    convolutionKernels: [10, 3, 3, 3, 3, 2, 2], convolutionStrides: [5, 2, 2, 2, 2, 2, 2],
    hiddenSize: 768, numHiddenLayers: 12, numAttentionHeads: 12, intermediateSize: 3072,
    layerDrop: 0.05, masking: .published)

  /// A small encoder to train from scratch on a processor: one hidden state per 32 ms.
  ///
  /// Its first convolutions take long strides over few channels, since nearly all the work of a
  /// wav2vec2 lies in its first layers.
  public static let small = Wav2Vec2Configuration(
    convolutionChannels: [32, 64, 64, 96], convolutionKernels: [20, 8, 4, 3],
    convolutionStrides: [16, 8, 2, 2], hiddenSize: 96, numHiddenLayers: 2, numAttentionHeads: 4,
    intermediateSize: 192, positionalKernel: 16, positionalGroups: 4)

  /// Width of one attention head.
  public var headSize: Int { hiddenSize / numAttentionHeads }

  /// Number of encoder frames that a waveform of `numSamples` samples gives; 0 if it is too short.
  public func numFrames(numSamples: Int) -> Int {
    zip(convolutionKernels, convolutionStrides).reduce(numSamples) { length, convolution in
      length < convolution.0 ? 0 : (length - convolution.0) / convolution.1 + 1
    }
  }

  /// Samples of the shortest waveform that gives one encoder frame.
  public var minimumSamples: Int {
    zip(convolutionKernels, convolutionStrides).reversed().reduce(1) { length, convolution in
      (length - 1) * convolution.1 + convolution.0
    }
  }

  /// Throws ``EncoderConfigurationError`` if no network can be built from these sizes.
  public func validate() throws {
    let name = family.rawValue
    for (key, values) in [
      ("conv_dim", convolutionChannels), ("conv_kernel", convolutionKernels),
      ("conv_stride", convolutionStrides),
    ] {
      guard !values.isEmpty, values.allSatisfy({ (1...65_536).contains($0) }) else {
        throw EncoderConfigurationError(
          encoder: name, key: key, reason: "must hold sizes in 1...65536")
      }
      guard values.count == convolutionChannels.count else {
        throw EncoderConfigurationError(
          encoder: name, key: key,
          reason: "has \(values.count) entries, but 'conv_dim' has \(convolutionChannels.count)")
      }
    }
    // A frame must not stand for more samples than can be counted.
    guard convolutionStrides.reduce(1, { min($0, 1 << 24) * $1 }) <= 1 << 24 else {
      throw EncoderConfigurationError(
        encoder: name, key: "conv_stride", reason: "leaves out more than 16777216 samples a frame")
    }
    try EncoderConfigurationError.requirePositive(
      name,
      [
        ("hidden_size", hiddenSize), ("num_hidden_layers", numHiddenLayers),
        ("num_attention_heads", numAttentionHeads), ("intermediate_size", intermediateSize),
        ("num_conv_pos_embeddings", positionalKernel),
        ("num_conv_pos_embedding_groups", positionalGroups),
      ])
    try EncoderConfigurationError.requireDivisible(
      name, "hidden_size", hiddenSize, by: numAttentionHeads, named: "num_attention_heads")
    try EncoderConfigurationError.requireDivisible(
      name, "hidden_size", hiddenSize, by: positionalGroups,
      named: "num_conv_pos_embedding_groups")
    try EncoderConfigurationError.requireProbability(
      name,
      [
        ("hidden_dropout", hiddenDropout), ("attention_dropout", attentionDropout),
        ("activation_dropout", activationDropout),
        ("feat_proj_dropout", featureProjectionDropout), ("layerdrop", layerDrop),
      ])
    if family == .wav2vec2 {
      guard normalizesProjection else {
        throw EncoderConfigurationError(
          encoder: name, key: "feat_proj_layer_norm", reason: "is false, as only HuBERT may have it"
        )
      }
      guard !positionalBatchNorm else {
        throw EncoderConfigurationError(
          encoder: name, key: "conv_pos_batch_norm", reason: "is true, as only HuBERT may have it")
      }
    }
    try masking.validate(name)
  }
}
