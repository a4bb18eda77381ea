import AttuneCore
import AttuneEncoders
import AttuneMedia
import AttuneText

/// Changes examples for training as an ``AugmentationConfiguration`` says.
///
/// It works on what ``ExampleEncoder`` gives, so what the encoder's caches keep is never augmented,
/// and whoever does not call it never sees augmentation. Safe to share between threads.
public struct ExampleAugmenter: Sendable {
  private let audio: AudioAugmenter
  private let video: VideoAugmenter
  private let text: TextAugmenter
  private let decoded: AudioSettings
  /// Whether sounds may come out changed.
  public let changesSounds: Bool
  private let seedsMasks: Bool

  /// Checks the settings and opens what they name.
  ///
  /// - Parameter cache: keeps decoded noise and impulse responses.
  /// - Throws: `AugmentationError`, or `MediaError` for a folder without sounds.
  public init(
    _ configuration: AugmentationConfiguration, pipeline: PipelineConfiguration,
    tokenizer: WordPieceTokenizer, cache: MediaCache?
  ) throws {
    try configuration.validate()
    // The folders of a modality that the model does not have need not be there.
    audio = try AudioAugmenter(
      pipeline.model.audio == nil ? AudioAugmentation() : configuration.audio, cache: cache)
    video = try VideoAugmenter(
      pipeline.model.video == nil ? VideoAugmentation() : configuration.video)
    text = try TextAugmenter(configuration.text, tokenizer: tokenizer)
    decoded = pipeline.media.audio
    changesSounds = pipeline.model.audio != nil && configuration.audio.isOn
    seedsMasks = Self.hidesFrames(pipeline)
  }

  /// Whether training with this configuration and pipeline needs an augmenter at all.
  public static func isNeeded(
    _ configuration: AugmentationConfiguration, _ pipeline: PipelineConfiguration
  ) -> Bool {
    configuration.isOn || hidesFrames(pipeline)
  }

  /// Whether the audio encoder hides frames or channels in training.
  private static func hidesFrames(_ pipeline: PipelineConfiguration) -> Bool {
    guard let audio = pipeline.model.audio, !audio.isFrozen else { return false }
    return audio.encoder.masking.isApplied && audio.encoder.masking.hasEmbedding
  }

  /// The example as one epoch shows it.
  ///
  /// - Parameters:
  ///   - epoch: from 0.
  ///   - occurrence: how often the epoch has shown this turn before.
  /// - Throws: `MediaError` for a noise or impulse response that cannot be decoded.
  public func callAsFunction(
    _ example: Example, seed: Int, epoch: Int, occurrence: Int = 0
  ) throws -> Example {
    var result = example
    var stream = AugmentationStream(
      seed: seed, epoch: epoch, conversation: example.conversation, turn: example.turn,
      occurrence: occurrence)
    if let context = example.context {
      let augmented = text(context, stream: stream)
      result.context = augmented.value
      result.isContextAugmented = augmented.isAugmented
    }
    for (index, part) in example.utterances.enumerated() {
      stream.utterance = index
      result.utterances[index] = try self.part(part, stream)
    }
    return result
  }

  private func part(_ part: Example.Part, _ stream: AugmentationStream) throws -> Example.Part {
    var result = part
    if let ids = part.text {
      let augmented = text(ids, stream: stream)
      result.text = augmented.value
      if augmented.isAugmented { result.augmented.insert(.text) }
    }
    if let sound = part.sound {
      let augmented = try audio(sound, decoded: decoded, stream: stream)
      result.sound = augmented.value
      if seedsMasks {
        var generator = stream.generator("spec_augment")
        result.maskSeed = generator.next()
      }
      if augmented.isAugmented {
        result.augmented.insert(.audio)
        result.soundKey = nil
      }
    }
    if let clip = part.video {
      let augmented = video(clip, stream: stream)
      result.video = augmented.value
      if augmented.isAugmented { result.augmented.insert(.video) }
    }
    return result
  }
}
