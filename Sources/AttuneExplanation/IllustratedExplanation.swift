import AttuneMedia
import AttuneModels
import Foundation

/// An explanation and the pictures that belong to it.
public struct IllustratedExplanation: Sendable {
  /// The numbers.
  public let explanation: Explanation
  /// A PNG file for each sound, in the order of ``Explanation/sounds``.
  public let sounds: [Data]
  /// A PNG file for each clip, in the order of ``Explanation/clips``; `nil` without frames.
  public let clips: [Data?]
}

extension IllustratedExplanation {
  /// Draws the pictures.
  ///
  /// - Parameter example: what the model perceived, as ``Explainer`` returns it.
  /// - Throws: ``MediaError`` where a picture cannot be made.
  public init(_ explanation: Explanation, of example: Example) throws(MediaError) {
    self.explanation = explanation
    var sounds: [Data] = []
    for sound in explanation.sounds { sounds.append(try ExplanationPictures.png(sound)) }
    self.sounds = sounds
    var clips: [Data?] = []
    for clip in explanation.clips {
      guard example.utterances.indices.contains(clip.utterance),
        let frames = example.utterances[clip.utterance].video
      else {
        clips.append(nil)
        continue
      }
      clips.append(try ExplanationPictures.png(clip, over: frames))
    }
    self.clips = clips
  }
}
