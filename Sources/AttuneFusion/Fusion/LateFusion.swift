import AttuneCore
import AttuneEvaluation

/// A way to make one answer out of several models' answers.
///
/// What each computes, what it learns, what it does where a model is absent and where it comes from
/// stands at its rule and in `docs/fusion.md`.
public enum LateFusion: String, CaseIterable, Codable, Sendable, Hashable {
  /// The mean of the distributions.
  case average
  /// The softmax of the mean of the logits.
  case logits
  /// The geometric mean of the distributions.
  case geometric
  /// One vote a model.
  case majority
  /// As many votes for a class as there are less probable ones.
  case borda
  /// The mean, weighted by the largest probability of each model in the row.
  case confidence
  /// The mean, weighted by how far from uniform each model is in the row.
  case entropy
  /// The mean, weighted by how far the first answer is before the second.
  case margin
  /// Dempster's rule over discounted simple support functions.
  case dempsterShafer = "dempster-shafer"
  /// One learned weight a model.
  case weighted
  /// One learned weight a model and class.
  case classWeights = "class-weights"
  /// One learned weight a model and one bias a class, over logits.
  case softmaxWeights = "softmax-weights"
  /// Multinomial logistic regression over logits.
  case stacking
  /// A small network over logits.
  case multilayer = "mlp"
  /// A gate over hidden states, logits and modalities.
  case attention
  /// Weights that follow the quality of the inputs.
  case adaptive

  /// The rule behind the name.
  var rule: any FusionRule.Type {
    switch self {
    case .average: AverageRule.self
    case .logits: LogitAverageRule.self
    case .geometric: GeometricMeanRule.self
    case .majority: VoteRule<MajorityBallot>.self
    case .borda: VoteRule<RankBallot>.self
    case .confidence: ConfidenceRule<MaximumProbability>.self
    case .entropy: ConfidenceRule<NegativeEntropy>.self
    case .margin: ConfidenceRule<Margin>.self
    case .dempsterShafer: DempsterShaferRule.self
    case .weighted: WeightedRule.self
    case .classWeights: ClassWeightsRule.self
    case .softmaxWeights: SoftmaxWeightsRule.self
    case .stacking: StackingRule.self
    case .multilayer: MultilayerRule.self
    case .attention: AttentionRule.self
    case .adaptive: AdaptiveRule.self
    }
  }

  /// Whether something is learned from labelled rows, which must then be none of training.
  public var isFitted: Bool { !(rule is any UnfittedRule.Type) }

  /// How the models are calibrated where nothing else is asked for: by temperature where the
  /// strategy compares how sure they are, else not at all.
  public var usualCalibration: CalibrationMethod {
    switch self {
    case .confidence, .entropy, .margin, .dempsterShafer: .temperature
    default: .none
    }
  }

  /// Makes this strategy ready for the models of `tables`, learning what it has to learn.
  ///
  /// - Parameters:
  ///   - tables: Two or more; of the validation split, or out of fold, where anything is learned.
  ///   - calibration: How each model is calibrated first; `nil` as is usual for the strategy.
  ///   - allowsTrain: Whether rows that a model was trained on may be learned from; the result
  ///     then says so.
  /// - Throws: ``FusionError`` if the tables do not fit together, are of the train split though
  ///   something is learned, or have no row with a label and all models.
  public func fitted(
    on tables: [PredictionTable], calibration: CalibrationMethod? = nil, allowsTrain: Bool = false
  ) throws(FusionError) -> FittedFusion {
    let joined = try JoinedPredictions(tables)
    let method = calibration ?? usualCalibration
    if isFitted || method != .none, !allowsTrain, let model = joined.trainedModel {
      throw .fitOnTrainSplit(model: model)
    }
    return try FittedFusion(self, calibration: method, fitting: joined)
  }
}
