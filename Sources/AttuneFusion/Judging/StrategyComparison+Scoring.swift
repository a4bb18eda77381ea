import AttuneCore
import AttuneEvaluation

extension StrategyComparison {
  /// How strategies are fitted and judged.
  public struct Terms: Sendable {
    /// How each model is calibrated first; `nil` as is usual for each strategy.
    public var calibration: CalibrationMethod?
    /// Whether rows that a model was trained on may be learned from.
    public var allowsTrain: Bool
    /// The figure that chooses.
    public var metric: StrategyMetric
    /// Into how many parts the conversations are dealt.
    public var numFolds: Int
    /// How intervals of the gains are found.
    public var resampling: Resampling

    /// Makes terms.
    public init(
      calibration: CalibrationMethod? = nil, allowsTrain: Bool = false,
      metric: StrategyMetric = .macroF1, numFolds: Int = 5, resampling: Resampling = Resampling()
    ) {
      self.calibration = calibration
      self.allowsTrain = allowsTrain
      self.metric = metric
      self.numFolds = numFolds
      self.resampling = resampling
    }
  }

  /// A strategy with all that was found about it.
  public struct Candidate: Sendable {
    /// Learned from all rows.
    public let fusion: FittedFusion
    /// Answers for the rows that were fitted, by cross-validation.
    public let judged: PredictionTable
    /// Answers for the test split, where there is one.
    public let test: PredictionTable?
  }

  /// Fits and judges strategies.
  ///
  /// - Parameters:
  ///   - fitting: One labelled table a model; of the validation split, or out of fold.
  ///   - test: The same models' tables of the test split; may be empty.
  ///   - isPartial: Whether a strategy that these tables cannot be used with is left out and told,
  ///     as where all are tried, or is an error.
  ///   - observe: Told the strategy that is begun.
  /// - Returns: The comparison, and what was fitted for each strategy in it.
  /// - Throws: ``FusionError``, also where a row of the test split is fitted, or `EvaluationError`
  ///   if the test tables have no labels.
  public static func score(
    _ strategies: [LateFusion], fitting: [PredictionTable], test: [PredictionTable], terms: Terms,
    isPartial: Bool, observe: (LateFusion) -> Void = { _ in }
  ) throws -> (comparison: StrategyComparison, candidates: [LateFusion: Candidate]) {
    let joined = try JoinedPredictions(fitting)
    let numShared =
      test.isEmpty ? nil : try joined.numConversations(sharedWith: JoinedPredictions(test))
    func entry(
      _ judged: PredictionTable, _ test: PredictionTable?, _ strategy: LateFusion? = nil
    ) throws -> Entry {
      Entry(
        name: judged.model, strategy: strategy, fitting: try FusionScores(judged, terms.resampling),
        test: try test.map { try FusionScores($0, terms.resampling) }, gain: nil)
    }
    var entries = try fitting.map { table in
      try entry(table, test.first { $0.model == table.model })
    }
    let bestModel = try ModelToBeat(joined, by: terms.metric)
    var omissions: [Omission] = []
    var candidates: [LateFusion: Candidate] = [:]
    for strategy in strategies {
      observe(strategy)
      do {
        let fusion = try strategy.fitted(
          on: fitting, calibration: terms.calibration, allowsTrain: terms.allowsTrain)
        let judged = try strategy.crossValidated(
          on: fitting, calibration: terms.calibration, allowsTrain: terms.allowsTrain,
          numFolds: terms.numFolds)
        let tested = test.isEmpty ? nil : try fusion.fuse(test).table
        candidates[strategy] = Candidate(fusion: fusion, judged: judged, test: tested)
        entries.append(try entry(judged, tested, strategy))
      } catch let error as FusionError where isPartial && error.isOfStrategy {
        omissions.append(Omission(strategy: strategy, reason: error.description))
      }
    }
    entries.append(
      try entry(
        OraclePredictions.table(of: fitting),
        test.isEmpty ? nil : OraclePredictions.table(of: test)))
    if let model = (test.isEmpty ? fitting : test).first(where: { $0.model == bestModel?.name }) {
      try addGains(over: model, of: candidates, to: &entries, terms.resampling)
    }
    let comparison = try StrategyComparison(
      entries: entries, omissions: omissions, bestModel: bestModel,
      numSharedConversations: numShared, metric: terms.metric, numFolds: terms.numFolds)
    return (comparison, candidates)
  }

  /// Compares every strategy with one model, on the same rows.
  private static func addGains(
    over model: PredictionTable, of candidates: [LateFusion: Candidate], to entries: inout [Entry],
    _ resampling: Resampling
  ) throws {
    let places = entries.indices.filter { entries[$0].strategy != nil }
    let gains = try places.compactMap { place in
      try entries[place].strategy.flatMap { candidates[$0] }.map {
        try PairedComparison(model, $0.test ?? $0.judged, resampling)
      }
    }
    for (place, gain) in zip(places, PairedComparison.corrected(gains)) {
      entries[place].gain = gain
    }
  }
}

extension FusionError {
  /// Whether one strategy cannot be used where others can.
  fileprivate var isOfStrategy: Bool {
    switch self {
    case .noAttributes, .wrongHiddenState, .oneConversation, .nothingToFit: true
    default: false
    }
  }
}
