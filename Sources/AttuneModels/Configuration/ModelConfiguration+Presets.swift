import AttuneCore
import AttuneEncoders

extension ModelConfiguration {
  /// A named set of sizes.
  public enum Preset: String, Choice, Sendable {
    /// The reference system's sizes: BERT-base, wav2vec2-base, a TimeSformer of width 384.
    case reference
    /// Small enough to train on two cores in minutes; the words are read by all-MiniLM-L6-v2.
    case small
    /// The reference system's baseline video model.
    case baseline
  }

  /// Returns the sizes of a preset.
  ///
  /// - Throws: ``ModelConfigurationError`` for the baseline of model A: there is none.
  public static func preset(
    _ preset: Preset, kind: Kind, classes: [String] = Emotion.allCases.map(\.rawValue)
  ) throws -> Self {
    switch (preset, kind) {
    case (.reference, .audio): referenceAudio(classes)
    case (.reference, .video): referenceVideo(classes)
    case (.small, .audio): smallAudio(classes)
    case (.small, .video): smallVideo(classes)
    case (.small, .text): smallText(classes)
    case (.reference, .text): referenceText(classes)
    case (.baseline, .video): baselineVideo(classes)
    case (.baseline, .audio), (.baseline, .text):
      throw ModelConfigurationError(
        key: "preset", reason: "'baseline' is a video model; choose 'reference' or 'small'")
    }
  }

  private static let bertBase = TextConfiguration(
    pretrained: "bert-base-uncased", pooling: .classToken, frozenLayers: 6, encoder: .base)

  private static let miniLM = TextConfiguration(
    pretrained: "all-MiniLM-L6-v2", pooling: .mean, frozenLayers: 6, maximumContextTokens: 128,
    maximumUtteranceTokens: 64, encoder: .miniLM)

  private static func referenceAudio(_ classes: [String]) -> Self {
    Self(
      classes: classes, dropout: 0.2, modalityDropout: 0.1, text: bertBase,
      audio: AudioConfiguration(
        pretrained: "wav2vec2-base", isFrozen: true, projectorSizes: [512, 256],
        encoder: .wav2vec2(.base)),
      contextSizes: [256],
      dialogue: SequenceConfiguration(hiddenSize: 256, numLayers: 2, numAttentionHeads: 8),
      metadata: MetadataConfiguration(sizes: [128, 64]), classifierSizes: [512, 256])
  }

  private static func referenceVideo(_ classes: [String]) -> Self {
    let sequence = SequenceConfiguration(hiddenSize: 256, numLayers: 2, numAttentionHeads: 8)
    return Self(
      classes: classes, dropout: 0.3, modalityDropout: 0.1, text: bertBase,
      video: VideoConfiguration(
        textSequence: sequence, videoSequence: sequence, metadataStepSize: 256,
        crossModalSize: 512, crossModalHeads: 8,
        encoder: TimeSformerConfiguration(
          imageSize: 224, patchSize: 32, numFrames: 8, hiddenSize: 384, numHiddenLayers: 4,
          numAttentionHeads: 6, intermediateSize: 1536, attention: .joint, dropout: 0.1)),
      contextSizes: [512, 256, 128], dialogue: sequence,
      metadata: MetadataConfiguration(sizes: [128, 64]), classifierSizes: [512, 256, 128])
  }

  private static func baselineVideo(_ classes: [String]) -> Self {
    let sequence = SequenceConfiguration(hiddenSize: 128, numLayers: 1, numAttentionHeads: 8)
    var configuration = Self(
      classes: classes, dropout: 0.5, modalityDropout: 0.1, text: bertBase,
      video: VideoConfiguration(
        textSequence: sequence,
        videoSequence: SequenceConfiguration(hiddenSize: 64, numLayers: 1, numAttentionHeads: 8),
        metadataStepSize: 256, crossModalSize: 256, crossModalHeads: 8,
        encoder: TimeSformerConfiguration(
          imageSize: 192, patchSize: 32, numFrames: 8, hiddenSize: 128, numHiddenLayers: 2,
          numAttentionHeads: 4, intermediateSize: 512, attention: .joint, dropout: 0.1)),
      contextSizes: [512, 256, 128], dialogue: sequence,
      metadata: MetadataConfiguration(sizes: [128, 64]), classifierSizes: [512, 256, 128])
    configuration.maximumUtterances = 8
    return configuration
  }

  private static func smallAudio(_ classes: [String]) -> Self {
    var configuration = Self(
      classes: classes, dropout: 0.2, modalityDropout: 0.3, text: miniLM,
      audio: AudioConfiguration(
        pretrained: nil, isFrozen: false, projectorSizes: [96, 64],
        encoder: .wav2vec2(.small)),
      contextSizes: [64],
      dialogue: SequenceConfiguration(hiddenSize: 64, numLayers: 1, numAttentionHeads: 4),
      metadata: MetadataConfiguration(sizes: [64, 32]), classifierSizes: [128, 64])
    configuration.mediaLoss = 2
    return configuration
  }

  private static func referenceText(_ classes: [String]) -> Self {
    Self(
      classes: classes, dropout: 0.2, text: bertBase,
      metadata: MetadataConfiguration(sizes: [128, 64]), classifierSizes: [512, 256])
  }

  private static func smallText(_ classes: [String]) -> Self {
    Self(
      classes: classes, dropout: 0.1, text: miniLM,
      metadata: MetadataConfiguration(sizes: [64, 32]), classifierSizes: [128, 64])
  }

  private static func smallVideo(_ classes: [String]) -> Self {
    let sequence = SequenceConfiguration(hiddenSize: 64, numLayers: 1, numAttentionHeads: 4)
    var configuration = Self(
      classes: classes, dropout: 0.2, modalityDropout: 0.3, text: miniLM,
      video: VideoConfiguration(
        textSequence: sequence, videoSequence: sequence, metadataStepSize: 64,
        crossModalSize: 64, crossModalHeads: 4,
        encoder: TimeSformerConfiguration(
          imageSize: 48, patchSize: 24, numFrames: 4, hiddenSize: 96, numHiddenLayers: 2,
          numAttentionHeads: 4, intermediateSize: 384, attention: .joint, dropout: 0.1)),
      contextSizes: [64], dialogue: sequence,
      metadata: MetadataConfiguration(sizes: [64, 32]), classifierSizes: [128, 64])
    configuration.mediaLoss = 2
    return configuration
  }
}
