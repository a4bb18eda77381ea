/// Several models on the same rows, each with each.
public struct ModelComparison: Codable, Sendable, Hashable {
  /// How intervals and probabilities were found.
  public let resampling: Resampling
  /// Names of the models, in the order of the tables.
  public let models: [String]
  /// Every pair, with Holm's correction over all pairs where there is more than one.
  public let pairs: [PairedComparison]

  /// Compares two or more tables on the rows that all of them have.
  ///
  /// - Parameter names: What the models are called, where their own names are not enough.
  /// - Throws: ``EvaluationError`` if they cannot be compared.
  public init(
    _ tables: [PredictionTable], names: [String]? = nil, _ resampling: Resampling = Resampling()
  ) throws(EvaluationError) {
    guard tables.count >= 2 else {
      throw .tooFewTables("a comparison needs two tables or more, got \(tables.count)")
    }
    let names = names ?? tables.map(\.model)
    let aligned = try AlignedTables(tables)
    var pairs: [PairedComparison] = []
    for first in tables.indices {
      for second in tables.indices where second > first {
        pairs.append(PairedComparison(aligned, first, second, names: names, resampling))
      }
    }
    (self.models, self.resampling) = (names, resampling)
    self.pairs = PairedComparison.corrected(pairs)
  }
}

extension PairedComparison {
  /// The comparisons with Holm's correction over all of them, for each score and for McNemar.
  package static func corrected(_ pairs: [PairedComparison]) -> [PairedComparison] {
    guard pairs.count > 1 else { return pairs }
    var pairs = pairs
    let mcNemar = Holm.adjusted(pairs.map(\.mcNemar.pValue))
    for index in pairs.indices { pairs[index].adjustedMcNemarPValue = mcNemar[index] }
    for score in ComparedScore.allCases.indices {
      let adjusted = Holm.adjusted(pairs.map { $0.differences[score].pValue })
      for index in pairs.indices {
        pairs[index].differences[score].adjustedPValue = adjusted[index]
      }
    }
    return pairs
  }
}
