import AttuneCore

/// Two recipes, each trained with several seeds, and whether one is better beyond chance.
public struct SeedComparison: Codable, Sendable, Hashable {
  /// What the seeds of one recipe score.
  public struct Spread: Codable, Sendable, Hashable {
    /// Which score.
    public let score: ComparedScore
    /// Of each seed, in the order of the tables.
    public let values: [Double]
    /// Their mean.
    public let mean: Double
    /// Their standard deviation (n − 1), or `nil` for one seed.
    public let standardDeviation: Double?

    enum CodingKeys: String, CodingKey {
      case score, values, mean
      case standardDeviation = "standard_deviation"
    }

    init(_ score: ComparedScore, _ values: [Double]) {
      (self.score, self.values) = (score, values)
      let mean = values.reduce(0, +) / Double(values.count)
      self.mean = mean
      standardDeviation =
        values.count < 2
        ? nil
        : (values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count - 1))
          .squareRoot()
    }
  }

  /// How intervals and probabilities were found.
  public let resampling: Resampling
  /// Name of the first recipe's model.
  public let first: String
  /// Name of the second recipe's model.
  public let second: String
  /// The labelled rows that all tables have.
  public let numRows: Int
  /// The conversations that were resampled.
  public let numConversations: Int
  /// The spread of the first recipe's seeds, for each score.
  public let firstSpread: [Spread]
  /// The spread of the second recipe's seeds, for each score.
  public let secondSpread: [Spread]
  /// The differences of the means.
  ///
  /// In each resample conversations are drawn, the same ones for all
  /// tables, and of either recipe as many seeds as it has, with replacement.
  public let differences: [ScoreDifference]

  enum CodingKeys: String, CodingKey {
    case resampling, first, second, differences
    case numRows = "num_rows"
    case numConversations = "num_conversations"
    case firstSpread = "first_spread"
    case secondSpread = "second_spread"
  }

  /// Compares two recipes on the rows that all tables have.
  ///
  /// - Parameters:
  ///   - first: A table a seed.
  ///   - second: A table a seed; how many may differ.
  ///   - names: What the recipes are called; their models' names by default.
  /// - Throws: ``EvaluationError`` if a recipe has one table only, or they cannot be compared.
  public init(
    _ first: [PredictionTable], _ second: [PredictionTable],
    names: (first: String, second: String)? = nil, _ resampling: Resampling = Resampling()
  ) throws(EvaluationError) {
    guard first.count >= 2, second.count >= 2, let one = first.first, let other = second.first
    else {
      throw .tooFewTables(
        "a comparison over seeds needs two tables or more on either side, got \(first.count) and "
          + "\(second.count)")
    }
    let tables = try AlignedTables(first + second)
    let all = Array(0..<first.count + second.count)
    let scores = all.map { tables.matrix($0).scores }
    let bootstrap = tables.bootstrap(all)
    let samples = bootstrap.map(resampling) { counts, random in
      let scores = all.map { tables.scores($0, in: counts) }
      func mean(_ numTables: Int, from start: Int) -> [Double] {
        var sums = [Double](repeating: 0, count: ComparedScore.allCases.count)
        for _ in 0..<numTables {
          let drawn = scores[start + random.index(below: numTables)]
          for (index, score) in ComparedScore.allCases.enumerated() {
            sums[index] += score.value(drawn) / Double(numTables)
          }
        }
        return sums
      }
      let means = (mean(first.count, from: 0), mean(second.count, from: first.count))
      return zip(means.0, means.1).map { $1 - $0 }
    }
    self.resampling = resampling
    (self.first, self.second) = (names?.first ?? one.model, names?.second ?? other.model)
    (numRows, numConversations) = (tables.count, bootstrap.numConversations)
    func spread(_ scores: ArraySlice<Scores>) -> [Spread] {
      ComparedScore.allCases.map { score in Spread(score, scores.map(score.value)) }
    }
    let spreads = (spread(scores.prefix(first.count)), spread(scores.suffix(second.count)))
    (firstSpread, secondSpread) = spreads
    differences = ComparedScore.allCases.enumerated().map { index, score in
      ScoreDifference(
        score, first: spreads.0[index].mean, second: spreads.1[index].mean,
        samples: samples.map { $0[index] })
    }
  }
}
