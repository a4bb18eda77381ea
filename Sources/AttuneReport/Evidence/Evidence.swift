import AttuneCore
import AttuneEvaluation
import AttuneMedia
import Foundation

/// A wrong answer, and what the model saw when it gave it.
struct Evidence: Sendable {
  /// What somebody said.
  struct Line: Sendable {
    let role: String
    let text: String
    /// Whether it is the utterance whose emotion is labelled.
    let isLabelled: Bool
  }

  /// A medium of the labelled utterance, or why it cannot be shown.
  enum Medium<Content: Sendable>: Sendable {
    case shown(Content)
    case absent(String)
  }

  /// The row's conversation and turn.
  let key: TurnKey
  /// The true class.
  let truth: String
  /// The word that the annotators gave, where the corpus knows it.
  let word: String?
  /// The class that was answered.
  let answer: String
  /// How sure the model was of its answer, 0…1.
  let confidence: Double
  /// How probable the true class was to it, 0…1.
  let truthProbability: Double
  /// The situation, where the model could see it.
  let situation: String?
  /// The utterances, the labelled one last; empty where the corpus is not at hand.
  let lines: [Line]
  /// Frames of the labelled utterance, side by side, as PNG.
  let frames: Medium<Data>
  /// Its sound.
  let sound: Medium<Waveform>
}
