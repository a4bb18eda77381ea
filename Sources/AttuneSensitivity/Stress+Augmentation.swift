import AttuneCore
import AttuneEvaluation
import AttuneMedia
import AttuneModels
import AttuneText

extension Stress {
  /// The change of examples that does it to every one of them; none where it takes a modality away.
  func augmentation(level: Double) -> AugmentationConfiguration {
    var configuration = AugmentationConfiguration()
    switch self {
    case .noise:
      configuration.audio.noise.probability = 1
      configuration.audio.noise.ratio = AugmentationRange(level, level)
      configuration.audio.noise.kinds = [.white]
    case .lostFrames:
      configuration.video.frameDropout.probability = 1
      configuration.video.frameDropout.share = AugmentationRange(level, level)
    case .lostWords:
      configuration.text.wordDropout.probability = 1
      configuration.text.wordDropout.share = AugmentationRange(level, level)
    case .missingAudio, .missingVideo, .missingText: break
    }
    return configuration
  }
}
