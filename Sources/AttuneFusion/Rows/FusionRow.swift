/// What the models say of one turn, and how good its inputs are.
struct FusionRow: Sendable, Hashable {
  /// One a model, in the fusion's order; `nil` where it is absent.
  ///
  /// At least one is there.
  var outputs: [ModelOutput?]
  /// Numbers about the inputs, by the names of a table's row attributes; unknown ones are absent.
  var attributes: [String: Double] = [:]

  /// Positions of the models that are there.
  var present: [Int] { outputs.indices.filter { outputs[$0] != nil } }

  /// `Σ w_m p_m ÷ Σ w_m` over the models that are there.
  ///
  /// Where all of them have weight 0, they count alike.
  ///
  /// - Parameter weights: One a model, not negative.
  func mixture(_ weights: [Double]) -> [Double] {
    let present = present
    var shares = present.map { weights[$0] }
    var total = shares.reduce(0, +)
    if !(total > 0) {
      shares = present.map { _ in 1 }
      total = Double(present.count)
    }
    var mixture: [Double] = []
    for (index, share) in zip(present, shares) {
      guard let probabilities = outputs[index]?.probabilities else { continue }
      if mixture.isEmpty { mixture = Array(repeating: 0, count: probabilities.count) }
      for (position, value) in probabilities.enumerated() {
        mixture[position] += share / total * value
      }
    }
    return mixture
  }

  /// `Σ w_m e_m ÷ Σ w_m` over the models that are there, with `e_m` their evidence.
  ///
  /// Where all of them have weight 0, they count alike.
  func pooledEvidence(_ weights: [Double]? = nil) -> [Double] {
    let present = present
    var shares = present.map { weights?[$0] ?? 1 }
    if !(shares.reduce(0, +) > 0) { shares = present.map { _ in 1 } }
    let total = shares.reduce(0, +)
    var pooled: [Double] = []
    for (index, share) in zip(present, shares) {
      guard let evidence = outputs[index]?.evidence else { continue }
      if pooled.isEmpty { pooled = Array(repeating: 0, count: evidence.count) }
      for (position, value) in evidence.enumerated() { pooled[position] += share / total * value }
    }
    return pooled
  }

  /// The same row without some of its models.
  func keeping(_ models: [Int]) -> FusionRow {
    var row = self
    for index in outputs.indices where !models.contains(index) { row.outputs[index] = nil }
    return row
  }
}
