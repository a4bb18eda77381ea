/// One exchange: the dialogue up to the speaker's last utterance, whose emotion is labelled.
public struct Turn: Sendable, Hashable {
  /// The turn's id within its conversation, counted from zero.
  public var id: String
  /// The situation, one text for the whole conversation.
  public var context: String?
  /// The utterances so far in order, without the gold response.
  public var dialogue: [Utterance]
  /// The listener's gold reply, which lies in the future of the labelled utterance.
  public var response: Utterance?
  /// The word of the label, one of the label map's.
  public var emotionWord: String?
  /// The class of the label.
  public var emotion: Emotion?
  /// The rest of the annotation.
  public var rationale: AnnotatedRationale?

  /// Creates a turn.
  public init(
    id: String, context: String? = nil, dialogue: [Utterance], response: Utterance? = nil,
    emotionWord: String? = nil, emotion: Emotion? = nil, rationale: AnnotatedRationale? = nil
  ) {
    self.id = id
    self.context = context
    self.dialogue = dialogue
    self.response = response
    self.emotionWord = emotionWord
    self.emotion = emotion
    self.rationale = rationale
  }
}
