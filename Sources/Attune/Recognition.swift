import AttuneCore
import AttuneModels

/// What a recogniser says of one clip or conversation turn.
public struct Recognition: Sendable, Codable {
  /// Name of the most probable class.
  public var emotion: String
  /// Probability of each class by name; they sum to 1.
  public var probabilities: [String: Float]
  /// Each model's own probabilities, by the model's name (`audio`, `video`).
  public var models: [String: [String: Float]]
  /// Whether the answer is as probable as a fusion with a threshold asks for; `true` without one.
  public var isSure: Bool
  /// How much each modality that was there adds to the probability of ``emotion``: the probability
  /// with everything minus the probability without that modality, −1…1.
  public var contributions: [String: Float]
  /// What was really there for the models to perceive.
  public var modalities: [Modality]
  /// Words that were transcribed from sound because none were given, in the dialogue's order.
  public var transcripts: [HeardText]
  /// What was missing or cut.
  public var inputs: InputReport

  /// The words of one utterance, heard and not given.
  public struct HeardText: Sendable, Codable, Equatable {
    /// Position of the utterance in the conversation, from 0.
    public var utterance: Int
    /// What was heard.
    public var transcript: Transcript
  }
}
