import AttuneCore

/// What is in a corpus that has been made.
public struct SynthesisSummary: Sendable, Hashable {
  /// Conversations.
  public let numConversations: Int
  /// Utterances, each with a sound and a video file.
  public let numUtterances: Int
  /// Length of all sound in seconds.
  public let durationSeconds: Double
  /// Conversations of each class.
  public let conversationsByEmotion: [Emotion: Int]
}
