/// Dempster's rule over discounted simple support functions.
///
/// Model `m` supports each class `k` by the mass `α_m p_m(k)` and leaves the rest to *any class*,
/// `Θ`; `α_m` is how reliable it is: the share of labelled rows that it answers rightly, with one
/// right and one wrong row added so that no model stands above doubt. All these simple support
/// functions are combined by Dempster's rule, conflict normalised away. With
/// `u_k = Π_m (1 − α_m p_m(k))` that is `m({k}) ∝ 1/u_k − 1`, `m(Θ) ∝ 1`, and the answer is the
/// pignistic probability `m({k}) + m(Θ)/K`.
///
/// An absent model has all its mass on `Θ`, which Dempster's rule leaves everything unchanged by.
///
/// - Source: Shafer 1976, *A mathematical theory of evidence*, chapters 4 and 11; reliability from
///   recognition rates as in Xu, Krzyżak and Suen 1992, *Methods of combining multiple classifiers*;
///   Smets 1990 for the pignistic probability.
struct DempsterShaferRule: FusionRule {
  /// One a model, above 0 and below 1.
  let reliabilities: [Double]

  static func fitted(to rows: LabelledRows) throws(FusionError) -> DempsterShaferRule {
    guard rows.count > 0 else { throw .nothingToFit(numRows: rows.count) }
    let reliabilities = (0..<rows.numModels).map { model in
      let own = rows.having([model])
      let numRight = zip(own.rows, own.labels).count { $0.outputs[model]?.answer == $1 }
      return Double(numRight + 1) / Double(own.count + 2)
    }
    return DempsterShaferRule(reliabilities: reliabilities)
  }

  func problem(numModels: Int, numClasses: Int) -> String? {
    if reliabilities.count != numModels {
      return "\(reliabilities.count) reliabilities for \(numModels) models"
    }
    return reliabilities.allSatisfy { $0 > 0 && $0 < 1 } ? nil : "a reliability is not within 0…1"
  }

  func combine(_ row: FusionRow) -> [Double] {
    var doubts: [Double] = []
    for model in row.present {
      guard let output = row.outputs[model] else { continue }
      let own = output.probabilities.map { 1 - reliabilities[model] * min($0, 1) }
      doubts = doubts.isEmpty ? own : zip(doubts, own).map { max($0 * $1, 1e-300) }
    }
    let masses = doubts.map { 1 / $0 - 1 }
    let total = masses.reduce(1, +)
    return masses.map { ($0 + 1 / Double(masses.count)) / total }
  }

  func notes(models: [String], classes: [String]) -> [String] {
    zip(models, reliabilities).map { "reliability of \($0): \(FusionNote.number($1))" }
  }
}
