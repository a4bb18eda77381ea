/// Stacking: multinomial logistic regression on the evidence of all models.
///
/// `p = softmax(Σ_m A_m e_m + b)` with `e_m` the evidence of model `m` (logits of mean 0). The L2
/// penalty pulls `A_m` towards the identity divided by the number of models and `b` towards 0, that
/// is the whole towards the geometric mean: with few rows the answer is hardly learned, and never
/// worse for it. How strong the penalty is, cross-validation over conversations chooses.
///
/// A regression without one of its inputs is another regression, so there is one for all models,
/// one without each of them and one for each alone, each learned from the rows that have its
/// models. A set of models that has none is answered with the mean of the logits of those that its
/// models have alone.
///
/// - Source: Wolpert 1992, *Stacked generalization*; Ting and Witten 1999, *Issues in stacked
///   generalization*, for probabilities as inputs; the reduced models are those of Saar-Tsechansky
///   and Provost 2007, *Handling missing values when applying classification models*.
struct StackingRule: FusionRule {
  /// What was learned for one set of models.
  struct Part: Codable, Hashable, Sendable {
    /// Positions in the fusion's order, ascending.
    let models: [Int]
    let penalty: Double
    /// `[K × F]`, row-major; a class has K numbers a model, and its bias.
    let coefficients: [Double]
  }

  /// The first is that of all models.
  let parts: [Part]

  static func fitted(to rows: LabelledRows) throws(FusionError) -> StackingRule {
    let all = Array(0..<rows.numModels)
    var sets = [all]
    for set in all.map({ left in all.filter { $0 != left } }) + all.map({ [$0] })
    where !sets.contains(set) {
      sets.append(set)
    }
    let parts = sets.compactMap { Part(models: $0, fitting: rows.having($0)) }
    guard parts.first?.models == all else { throw .nothingToFit(numRows: rows.count) }
    return StackingRule(parts: parts)
  }

  func problem(numModels: Int, numClasses: Int) -> String? {
    for part in parts {
      guard !part.models.isEmpty, part.models.allSatisfy({ (0..<numModels).contains($0) }) else {
        return "a part is of models \(part.models), but there are \(numModels)"
      }
      let wanted = numClasses * (part.models.count * numClasses + 1)
      guard part.coefficients.count == wanted, part.coefficients.allSatisfy(\.isFinite) else {
        return "\(part.coefficients.count) coefficients where \(wanted) are wanted"
      }
    }
    return nil
  }

  func combine(_ row: FusionRow) -> [Double] {
    let present = row.present
    if let part = part(of: present) { return part.logits(row).softmax }
    var sum: [Double] = []
    for model in present {
      let alone = row.keeping([model])
      let logits = part(of: [model])?.logits(alone) ?? alone.pooledEvidence()
      sum = sum.isEmpty ? logits : zip(sum, logits).map { $0 + $1 }
    }
    return sum.map { $0 / Double(present.count) }.softmax
  }

  private func part(of models: [Int]) -> Part? { parts.first { $0.models == models } }

  func notes(models: [String], classes: [String]) -> [String] {
    parts.map { part in
      let names = part.models.map { models[$0] }.joined(separator: ", ")
      return "regression on \(names): L2 penalty \(part.penalty)"
    }
  }
}

extension StackingRule.Part {
  /// Learns from rows that have all of the models, and no others; `nil` where there are none.
  fileprivate init?(models: [Int], fitting rows: LabelledRows) {
    guard rows.count > 0 else { return nil }
    let numFeatures = models.count * rows.numClasses + 1
    var centre = [Double](repeating: 0, count: rows.numClasses * numFeatures)
    for index in 0..<rows.numClasses {
      for model in models.indices {
        centre[index * numFeatures + model * rows.numClasses + index] = 1 / Double(models.count)
      }
    }
    let target = centre
    @Sendable func fit(
      _ rows: LabelledRows, _ penalty: Double, _ previous: MultinomialRegression?
    ) -> MultinomialRegression {
      MultinomialRegression(
        features: rows.rows.flatMap { Self.features($0, models) }, labels: rows.labels,
        centre: target, numFeatures: numFeatures, penalty: penalty, start: previous?.coefficients)
    }
    penalty = PenaltySearch.best(for: rows, fit: fit) { regression, row in
      regression.logits(Self.features(row, models)).softmax
    }
    self.models = models
    coefficients = fit(rows, penalty, nil).coefficients
  }

  fileprivate func logits(_ row: FusionRow) -> [Double] {
    let features = Self.features(row, models)
    return MultinomialRegression(coefficients: coefficients, numFeatures: features.count)
      .logits(features)
  }

  /// The evidence of each model, and 1.
  private static func features(_ row: FusionRow, _ models: [Int]) -> [Double] {
    models.flatMap { row.outputs[$0]?.evidence ?? [] } + [1]
  }
}
