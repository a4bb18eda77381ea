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
  /// What was really there for the model to see.
  public var modalities: [Modality]

  /// Creates a prediction.
  public init(
    conversation: String, turn: String, emotion: String? = nil, logits: [Float]? = nil,
    probabilities: [Float], modalities: [Modality]
  ) {
    self.conversation = conversation
    self.turn = turn
    self.emotion = emotion
    self.logits = logits
    self.probabilities = probabilities
    self.modalities = modalities
  }
}
