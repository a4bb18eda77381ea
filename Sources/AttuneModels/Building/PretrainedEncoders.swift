import AttuneEncoders
import Foundation
import TorchNN

/// The encoder folders that a configuration names: found, read, and ready to be built from.
public struct PretrainedEncoders {
  /// The configuration with the sizes that the folders' own configurations give.
  public let configuration: ModelConfiguration
  /// The weights, for ``ModelBuilder/build(_:inputs:seed:sources:device:)``.
  public let sources: [ParameterSource]
  /// What the video encoder's folder says about frames; `nil` if the configuration names none.
  public let videoPreprocessing: VideoPreprocessing?
  /// The folder with the tokenizer's files; `nil` if the configuration names none.
  public let tokenizerFolder: URL?
  /// How the audio encoder's folder wants waveforms prepared; `nil` if the configuration names none.
  public let soundPreprocessing: SoundPreprocessing?

  /// Finds and opens the folders.
  ///
  /// - Throws: `EncoderFolderError` for a folder or file that is missing or malformed,
  ///   `SafetensorsError` for damaged weights.
  public init(
    _ configuration: ModelConfiguration, locator: EncoderLocator = EncoderLocator()
  ) throws {
    var configuration = configuration
    var sources: [ParameterSource] = []
    var soundPreprocessing: SoundPreprocessing?
    if let name = configuration.text.pretrained {
      let folder = EncoderFolder(try locator.folder(of: name))
      configuration.text.encoder = try folder.bertConfiguration()
      configuration.text.applyDropout()
      sources.append(try folder.source(.bert(readsPooler: false), prefix: "text_encoder"))
    }
    if let name = configuration.audio?.pretrained {
      let folder = EncoderFolder(try locator.folder(of: name))
      configuration.audio?.encoder = .wav2vec2(try folder.wav2Vec2Configuration())
      soundPreprocessing = try folder.soundPreprocessing()
      sources.append(try folder.source(.wav2vec2, prefix: "audio_encoder"))
    }
    if let name = configuration.video?.pretrained {
      let folder = EncoderFolder(try locator.folder(of: name))
      let preprocessing = try folder.videoPreprocessing()
      configuration.video?.adopt(try folder.timeSformerConfiguration(), preprocessing)
      sources.append(try folder.source(.timesformer, prefix: "video_encoder"))
      videoPreprocessing = preprocessing
    } else {
      videoPreprocessing = nil
    }
    self.configuration = configuration
    self.sources = sources
    self.soundPreprocessing = soundPreprocessing
    let tokenizer = configuration.text.tokenizer ?? configuration.text.pretrained
    tokenizerFolder = try tokenizer.map { try locator.folder(of: $0) }
  }
}

extension VideoConfiguration {
  /// Takes over the sizes of a pretrained encoder; of the own ones only the mean as pooling stays.
  fileprivate mutating func adopt(
    _ pretrained: TimeSformerConfiguration, _ preprocessing: VideoPreprocessing
  ) {
    let pooling = encoder.pooling
    encoder = pretrained
    if pooling == .mean { encoder.pooling = .mean }
    if imageSize == nil, preprocessing.frameSize != pretrained.imageSize {
      imageSize = preprocessing.frameSize
    }
  }
}

extension ModelConfiguration {
  /// The paths of the encoders that come with weights and are not frozen whole.
  package var pretrainedPaths: [String] {
    var paths: [String] = []
    if text.pretrained != nil, text.frozenLayers < text.encoder.numHiddenLayers {
      paths.append("text_encoder")
    }
    if let audio, audio.pretrained != nil, !audio.isFrozen { paths.append("audio_encoder") }
    if let video, video.pretrained != nil, !video.isFrozen { paths.append("video_encoder") }
    return paths
  }
}
