import AttuneEvaluation

/// A fused table, and what its models lacked.
public struct FusedPredictions: Sendable, Hashable {
  /// One row for every turn that at least one model has.
  public let table: PredictionTable
  /// Rows that every given table has.
  public let numComplete: Int
  /// How many of the rows each model lacks, by the model's name.
  public let numMissing: [String: Int]
}
