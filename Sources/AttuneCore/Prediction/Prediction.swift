/// What a model says of one conversation turn; a row of a prediction table.
public struct Prediction: Codable, Sendable, Hashable {
  /// Key of the conversation.
  public var conversation: String
  /// Id of the turn.
  public var turn: String
  /// Name of the true class, or `nil` where it is unknown.
  public var emotion: String?
  /// `[K]` before softmax, or `nil` where the model has none (a fusion of probabilities).
  public var logits: [Float]?
  /// `[K]`, in the table's class order; the sum is 1.
  public var probabilities: [Float]
  /// What was really there for the model to see; a table keeps them in the order of `Modality`.
  public var modalities: [Modality]
  /// What is known of the turn beside its label, by name, as `speaker_gender`; may be empty.
  public var attributes: [String: AttributeValue]
  /// `[H]`, the input of the classifier's last layer, or `nil` where it was not kept.
  public var hidden: [Float]?

  /// Creates a prediction.
  public init(
    conversation: String, turn: String, emotion: String? = nil, logits: [Float]? = nil,
    probabilities: [Float], modalities: [Modality], attributes: [String: AttributeValue] = [:],
    hidden: [Float]? = nil
  ) {
    self.conversation = conversation
    self.turn = turn
    self.emotion = emotion
    self.logits = logits
    self.probabilities = probabilities
    self.modalities = modalities
    self.attributes = attributes
    self.hidden = hidden
  }
}
