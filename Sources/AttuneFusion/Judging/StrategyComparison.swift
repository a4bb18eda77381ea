import AttuneCore
import AttuneEvaluation

/// Models, strategies and the oracle side by side, and which strategy to take.
///
/// A strategy is judged on rows that it has not learned from, see
/// ``LateFusion/crossValidated(on:calibration:allowsTrain:numFolds:)``, so that one with many
/// learned numbers does not win by knowing the rows. The test split is shown and never chooses.
public struct StrategyComparison: Codable, Sendable, Hashable {
  /// A line of the table.
  public struct Entry: Codable, Sendable, Hashable {
    /// What is scored: `audio`, `fusion/stacking`, `oracle`.
    public let name: String
    /// The strategy, or `nil` for a model alone and the oracle.
    public let strategy: LateFusion?
    /// On the rows that were fitted; of a strategy that learns, by cross-validation.
    public let fitting: FusionScores
    /// On the test split, where there is one.
    public let test: FusionScores?
    /// Of a strategy: against ``StrategyComparison/bestModel``, the first of the pair, on the test
    /// split, or where there is none on the rows that were fitted; Holm's correction is over all
    /// strategies.
    public internal(set) var gain: PairedComparison?
  }

  /// A strategy that cannot be used with these tables.
  public struct Omission: Codable, Sendable, Hashable {
    /// Which.
    public let strategy: LateFusion
    /// Why, in one line.
    public let reason: String
  }

  /// The models, the strategies, the oracle.
  public let entries: [Entry]
  /// Strategies that are not in the table.
  public let omissions: [Omission]
  /// The model to beat; `nil` where the models have no row in common to be compared on.
  public let bestModel: ModelToBeat?
  /// How many conversations stand both in what was fitted and in the test split, `nil` without one.
  public let numSharedConversations: Int?
  /// The figure that chose.
  public let metric: StrategyMetric
  /// Into how many parts the conversations were dealt.
  public let numFolds: Int
  /// The strategy that is best by that figure; of equals the likelier, then the simpler one.
  public let best: LateFusion

  enum CodingKeys: String, CodingKey {
    case entries, omissions
    case bestModel = "best_model"
    case numSharedConversations = "num_shared_conversations"
    case metric
    case numFolds = "num_folds"
    case best
  }

  /// Creates a comparison of what was scored.
  ///
  /// - Throws: ``FusionError/noStrategy(_:)`` if there is no strategy among the entries.
  public init(
    entries: [Entry], omissions: [Omission], bestModel: ModelToBeat?, numSharedConversations: Int?,
    metric: StrategyMetric, numFolds: Int
  ) throws(FusionError) {
    var best: Entry?
    for entry in entries where entry.strategy != nil {
      guard let current = best else {
        best = entry
        continue
      }
      let (figure, before) = (metric.figure(entry.fitting), metric.figure(current.fitting))
      let isLikelier =
        entry.fitting.logLoss < current.fitting.logLoss
      if figure > before || (figure == before && isLikelier) { best = entry }
    }
    guard let strategy = best?.strategy else {
      throw .noStrategy(omissions.first?.reason ?? "no strategy was asked for")
    }
    self.entries = entries
    self.omissions = omissions
    self.bestModel = bestModel
    self.numSharedConversations = numSharedConversations
    self.metric = metric
    self.numFolds = numFolds
    self.best = strategy
  }
}
