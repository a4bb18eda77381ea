/// A small network over the evidence of all models: `p = softmax(g + V tanh(W x + c) + b)`.
///
/// `x` is the evidence of each model, zeros where it is absent, and whether it is there; `g` is the
/// mean evidence of those that are there, so that a network that has learned nothing is the
/// geometric mean. Learned by maximum likelihood with modality dropout and an L2 penalty that
/// cross-validation over conversations chooses. Rows with gaps are learned from as well.
///
/// - Source: the meta-learner of Wolpert 1992, *Stacked generalization*, with a network as in
///   Kuncheva 2004, *Combining pattern classifiers*, section 8.
struct MultilayerRule: FusionRule {
  static let numHidden = 8
  private static let penalties = [0.3, 0.1, 0.03, 0.01]

  /// `[H × F]`, row-major; a row has K numbers a model, one a model for its presence, and the bias.
  let hidden: [Double]
  /// `[K × (H + 1)]`, row-major, the biases last.
  let output: [Double]
  let penalty: Double

  static func fitted(to rows: LabelledRows) throws(FusionError) -> MultilayerRule {
    guard rows.complete.count > 0 else { throw .nothingToFit(numRows: rows.count) }
    let penalty = PenaltySearch.best(
      for: rows, penalties: penalties, numFolds: 3, fit: fit
    ) { $0.combine($1) }
    return fit(rows, penalty, nil)
  }

  /// Each penalty starts anew: from what a strong one leaves, which is nearly nothing, a network
  /// does not grow again.
  @Sendable private static func fit(
    _ rows: LabelledRows, _ penalty: Double, _ previous: MultilayerRule?
  ) -> MultilayerRule {
    var samples: [MultilayerObjective.Sample] = []
    for (row, label) in zip(rows.rows, rows.labels) {
      for variant in ModelDropout.variants(of: row.present) {
        let kept = row.keeping(variant.models)
        samples.append(
          .init(
            features: features(kept, numClasses: rows.numClasses), skip: kept.pooledEvidence(),
            label: label, share: variant.share))
      }
    }
    let numFeatures = samples.first?.features.count ?? 0
    let objective = MultilayerObjective(
      samples: samples, numRows: rows.count, numHidden: numHidden, penalty: penalty)
    let start =
      NetworkStart.weights(numHidden, numFeatures, seed: 1)
      + NetworkStart.weights(rows.numClasses, numHidden + 1, seed: 2)
    let point = LBFGS(tolerance: 1e-4, maximumIterations: 100)
      .minimize(from: start, objective.callAsFunction).point
    let border = numHidden * numFeatures
    return MultilayerRule(
      hidden: Array(point[..<border]), output: Array(point[border...]), penalty: penalty)
  }

  private static func features(_ row: FusionRow, numClasses: Int) -> [Double] {
    let nothing = [Double](repeating: 0, count: numClasses)
    return row.outputs.flatMap { $0?.evidence ?? nothing }
      + row.outputs.map { $0 == nil ? 0 : 1 } + [1]
  }

  func problem(numModels: Int, numClasses: Int) -> String? {
    let numFeatures = numModels * (numClasses + 1) + 1
    guard hidden.count == Self.numHidden * numFeatures,
      output.count == numClasses * (Self.numHidden + 1)
    else { return "\(hidden.count) and \(output.count) weights are none of this network" }
    return (hidden + output).allSatisfy(\.isFinite) ? nil : "a weight is not finite"
  }

  func combine(_ row: FusionRow) -> [Double] {
    let skip = row.pooledEvidence()
    let units = MultilayerObjective.hidden(
      Self.features(row, numClasses: skip.count), hidden[...])
    return MultilayerObjective.logits(skip: skip, units, output[...]).softmax
  }

  func notes(models: [String], classes: [String]) -> [String] {
    ["network of \(Self.numHidden) hidden units: L2 penalty \(penalty)"]
  }
}
