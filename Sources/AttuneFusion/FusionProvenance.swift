import AttuneCore

/// What a fusion was fitted on, and how well it fits there.
public struct FusionProvenance: Codable, Sendable, Hashable {
  /// The part of the corpus, or `nil` where the tables do not say.
  public let split: Split?
  /// The runs whose tables were joined, in the models' order; empty where the tables do not say.
  public let runs: [String]
  /// Rows that were fitted: those with a label and an answer of every model.
  public let numRows: Int
  /// Rows that were left out.
  public let numRowsLeftOut: Int
  /// Of the fused distribution, mean over the fitted rows, in nats.
  public let negativeLogLikelihood: Double
  /// Of each model alone on the same rows, in the models' order.
  public let modelNegativeLogLikelihoods: [Double]

  enum CodingKeys: String, CodingKey {
    case split, runs
    case numRows = "num_rows"
    case numRowsLeftOut = "num_rows_left_out"
    case negativeLogLikelihood = "negative_log_likelihood"
    case modelNegativeLogLikelihoods = "model_negative_log_likelihoods"
  }
}
