/// How far the making of a corpus is.
public struct SynthesisProgress: Sendable, Hashable {
  /// Conversations whose media are all written.
  public let conversationsDone: Int
  /// Conversations in all.
  public let numConversations: Int
  /// Utterances written so far.
  public let utterancesDone: Int
}
