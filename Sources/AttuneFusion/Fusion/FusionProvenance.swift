import AttuneCore

/// What a fusion was fitted on, and how well it fits there.
public struct FusionProvenance: Codable, Sendable, Hashable {
  /// The part of the corpus, or `nil` where the tables do not say.
  public let split: Split?
  /// How many folds the rows were predicted in by models that had not seen them; `nil` where one
  /// model predicted them all.
  public let numFolds: Int?
  /// The runs whose tables were joined, in the models' order; empty where the tables do not say.
  public let runs: [String]
  /// Rows with a label and an answer of every model.
  public let numRows: Int
  /// All other rows: strategies that learn from rows with gaps learn from the labelled ones of them.
  public let numRowsLeftOut: Int
  /// Of the fused distribution, mean over those rows, in nats.
  public let negativeLogLikelihood: Double
  /// Of each model alone, uncalibrated, on the same rows, in the models' order.
  public let modelNegativeLogLikelihoods: [Double]
  /// `true` where a model was trained on these rows: what was learned is then too trusting of it.
  public let isTrainedOn: Bool?

  enum CodingKeys: String, CodingKey {
    case split, runs
    case numFolds = "out_of_fold"
    case numRows = "num_rows"
    case numRowsLeftOut = "num_rows_left_out"
    case negativeLogLikelihood = "negative_log_likelihood"
    case modelNegativeLogLikelihoods = "model_negative_log_likelihoods"
    case isTrainedOn = "is_trained_on"
  }
}
