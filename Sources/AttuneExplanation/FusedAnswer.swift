import AttuneCore

/// What a fusion answered of the models that are explained.
public struct FusedAnswer: Sendable {
  /// Name of the fusion.
  public var model: String
  /// The class that was answered.
  public var answer: String
  /// By class.
  public var probabilities: [String: Double]
  /// Whether the answer is as probable as the fusion asks for.
  public var isSure: Bool
  /// What the probability of the answer loses without each modality that is there.
  public var contributions: [(modality: Modality, loss: Double)]

  /// Creates an answer.
  public init(
    model: String, answer: String, probabilities: [String: Double], isSure: Bool,
    contributions: [(modality: Modality, loss: Double)]
  ) {
    (self.model, self.answer, self.probabilities) = (model, answer, probabilities)
    (self.isSure, self.contributions) = (isSure, contributions)
  }
}
