import TorchNN

/// The `config.json` of a `TimesformerModel` as the hub has it.
struct HubTimeSformerConfiguration: Decodable {
  let configuration: TimeSformerConfiguration

  private enum CodingKeys: String, CodingKey {
    case imageSize = "image_size"
    case patchSize = "patch_size"
    case numChannels = "num_channels"
    case numFrames = "num_frames"
    case hiddenSize = "hidden_size"
    case numHiddenLayers = "num_hidden_layers"
    case numAttentionHeads = "num_attention_heads"
    case intermediateSize = "intermediate_size"
    case hiddenActivation = "hidden_act"
    case hiddenDropout = "hidden_dropout_prob"
    case attentionDropout = "attention_probs_dropout_prob"
    case layerNormEps = "layer_norm_eps"
    case attentionBias = "qkv_bias"
    case attentionType = "attention_type"
    case dropPath = "drop_path_rate"
  }

  private static let attentions: [String: TimeSformerConfiguration.Attention] = [
    "divided_space_time": .divided, "joint_space_time": .joint, "space_only": .space,
  ]

  /// Decodes a configuration; all keys but `num_channels` and `drop_path_rate` are required.
  init(from decoder: any Decoder) throws {
    try EncoderFamily.timesformer.check(decoder)
    let values = try decoder.container(keyedBy: CodingKeys.self)
    func size(_ key: CodingKeys) throws -> Int { try values.decode(Int.self, forKey: key) }
    /// Height and width in one number, or in two that must agree.
    func side(_ key: CodingKeys) throws -> Int {
      guard let pair = try? values.decode([Int].self, forKey: key) else { return try size(key) }
      guard pair.count == 2, pair[0] == pair[1] else {
        throw DecodingError.dataCorruptedError(
          forKey: key, in: values, debugDescription: "is \(pair), but only squares are supported")
      }
      return pair[0]
    }
    let numChannels = try values.decodeIfPresent(Int.self, forKey: .numChannels) ?? 3
    guard numChannels == 3 else {
      throw DecodingError.dataCorruptedError(
        forKey: .numChannels, in: values,
        debugDescription: "is \(numChannels), but frames have red, green and blue")
    }
    let type = try values.decode(String.self, forKey: .attentionType)
    guard let attention = Self.attentions[type] else {
      throw DecodingError.dataCorruptedError(
        forKey: .attentionType, in: values,
        debugDescription: "is '\(type)'; known are "
          + Self.attentions.keys.sorted().joined(separator: ", "))
    }
    var configuration = TimeSformerConfiguration(
      imageSize: try side(.imageSize), patchSize: try side(.patchSize),
      numFrames: try size(.numFrames), hiddenSize: try size(.hiddenSize),
      numHiddenLayers: try size(.numHiddenLayers),
      numAttentionHeads: try size(.numAttentionHeads),
      intermediateSize: try size(.intermediateSize), attention: attention,
      dropout: try values.decode(Double.self, forKey: .hiddenDropout))
    configuration.attentionDropout = try values.decode(Double.self, forKey: .attentionDropout)
    configuration.hasClassToken = true
    configuration.pooling = .classToken
    configuration.hiddenActivation = try values.decode(Activation.self, forKey: .hiddenActivation)
    configuration.attentionBias = try values.decode(Bool.self, forKey: .attentionBias)
    configuration.layerNormEps = try values.decode(Double.self, forKey: .layerNormEps)
    configuration.dropPath = try values.decodeIfPresent(Double.self, forKey: .dropPath) ?? 0
    self.configuration = configuration
  }
}

extension EncoderFolder {
  /// Reads and checks the configuration of a TimeSformer as the hub has it.
  ///
  /// - Throws: ``EncoderFolderError`` naming the file and the key.
  public func timeSformerConfiguration() throws -> TimeSformerConfiguration {
    let configuration = try decode(HubTimeSformerConfiguration.self).configuration
    try checked { try configuration.validate() }
    return configuration
  }
}

extension EncoderCheckpoint {
  /// TimeSformer: with or without the prefix `timesformer.`, and the classifier above it.
  public static let timesformer = EncoderCheckpoint(
    keyMap: CheckpointKeyMap([.init("**", "timesformer.**")]), leftOver: ["classifier.**"])
}
