import AttuneCore

/// Attention over the models: in each row a small gate decides how much each model counts.
///
/// Of each model that is there the gate sees its hidden state, its evidence and which modalities it
/// had, and makes a token of it, `t_m = tanh(W_m x_m + c_m)`. A query weighs the tokens,
/// `α = softmax(q · t_m)`, over the models that are there, and the answer is
/// `softmax(Σ α_m e_m + V Σ α_m t_m + b)`, with `e_m` the evidence. Hidden states enter by their
/// ``numComponents`` principal components: a gate over hundreds of numbers would learn the few
/// rows of a validation split by heart.
///
/// Learned by maximum likelihood with modality dropout and an L2 penalty that cross-validation over
/// conversations chooses. Rows with gaps are learned from as well. Where a table has no hidden
/// states the gate does without them.
///
/// - Source: additive attention, Bahdanau, Cho and Bengio 2015, *Neural machine translation by
///   jointly learning to align and translate*; a gate between modalities, Arevalo et al. 2017,
///   *Gated multimodal units for information fusion*.
struct AttentionRule: FusionRule {
  static let width = 8
  static let numComponents = 16
  private static let penalties = [0.3, 0.1, 0.03, 0.01]

  /// One a model: what of its hidden state enters, or `nil` where the tables had none.
  let components: [PrincipalComponents?]
  /// As ``AttentionObjective`` lays them out.
  let parameters: [Double]
  let penalty: Double

  static func fitted(to rows: LabelledRows) throws(FusionError) -> AttentionRule {
    guard rows.complete.count > 0 else { throw .nothingToFit(numRows: rows.count) }
    let components = (0..<rows.numModels).map { Self.components(of: $0, in: rows) }
    @Sendable func fit(_ rows: LabelledRows, _ penalty: Double, _ previous: AttentionRule?)
      -> AttentionRule
    {
      AttentionRule(fitting: rows, components: components, penalty: penalty)
    }
    let penalty = PenaltySearch.best(
      for: rows, penalties: penalties, numFolds: 3, fit: fit
    ) { $0.combine($1) }
    return fit(rows, penalty, nil)
  }

  private static func components(of model: Int, in rows: LabelledRows) -> PrincipalComponents? {
    let outputs = rows.rows.compactMap { $0.outputs[model] }
    let states = outputs.compactMap(\.hidden)
    guard let size = states.first?.count, states.count == outputs.count,
      states.allSatisfy({ $0.count == size })
    else { return nil }
    return PrincipalComponents(of: states, count: numComponents)
  }

  /// Each penalty starts anew, as in ``MultilayerRule``.
  private init(
    fitting rows: LabelledRows, components: [PrincipalComponents?], penalty: Double
  ) {
    let objective = Self.objective(components, numClasses: rows.numClasses)
    let samples = zip(rows.rows, rows.labels).map { row, label in
      AttentionObjective.Sample(
        inputs: Self.inputs(row, components), evidence: row.outputs.map { $0?.evidence },
        label: label, variants: ModelDropout.variants(of: row.present))
    }
    var start: [Double] = []
    for (model, size) in objective.sizes.enumerated() {
      start += NetworkStart.weights(Self.width, size, seed: 10 + model)
    }
    start += NetworkStart.weights(1, Self.width, seed: 1)
    start += NetworkStart.weights(rows.numClasses, Self.width + 1, seed: 2)
    self.components = components
    self.penalty = penalty
    parameters =
      LBFGS(tolerance: 1e-4, maximumIterations: 100)
      .minimize(from: start) { point, gradient in
        objective.value(of: samples, penalty: penalty, at: point, &gradient)
      }.point
  }

  private static func objective(
    _ components: [PrincipalComponents?], numClasses: Int
  ) -> AttentionObjective {
    AttentionObjective(
      width: width,
      sizes: components.map {
        ($0?.directions.count ?? 0) + numClasses + Modality.allCases.count + 1
      },
      numClasses: numClasses)
  }

  private static func inputs(
    _ row: FusionRow, _ components: [PrincipalComponents?]
  ) -> [[Double]?] {
    zip(row.outputs, components).map { output, components in
      guard let output else { return nil }
      let state = components.map { $0(output.hidden ?? []) } ?? []
      let modalities = Modality.allCases.map { output.modalities.contains($0) ? 1.0 : 0 }
      return state + output.evidence + modalities + [1]
    }
  }

  var readsHiddenStates: Bool { components.contains { $0 != nil } }

  func problem(numModels: Int, numClasses: Int) -> String? {
    guard components.count == numModels else {
      return "hidden states of \(components.count) models for \(numModels)"
    }
    if let problem = components.lazy.compactMap({ $0?.problem }).first { return problem }
    let wanted = Self.objective(components, numClasses: numClasses).count
    guard parameters.count == wanted, parameters.allSatisfy(\.isFinite) else {
      return "\(parameters.count) parameters where \(wanted) finite ones are wanted"
    }
    return nil
  }

  func check(_ row: FusionRow, models: [String]) throws(FusionError) {
    for (model, components) in components.enumerated() {
      guard let size = components?.mean.count, let output = row.outputs[model],
        output.hidden?.count != size
      else { continue }
      throw .wrongHiddenState(model: models[model], expected: size, found: output.hidden?.count)
    }
  }

  func combine(_ row: FusionRow) -> [Double] {
    pass(row).logits.softmax
  }

  /// How much each model counts in a row, 0 where it is absent.
  func weights(_ row: FusionRow) -> [Double] {
    var weights = row.outputs.map { _ in 0.0 }
    for (model, weight) in zip(row.present, pass(row).weights) { weights[model] = weight }
    return weights
  }

  private func pass(_ row: FusionRow) -> AttentionObjective.Pass {
    let evidence = row.outputs.map { $0?.evidence }
    let numClasses = evidence.lazy.compactMap { $0?.count }.first ?? 0
    let objective = Self.objective(components, numClasses: numClasses)
    let tokens = Self.inputs(row, components).enumerated().map { model, input in
      input.map { objective.token($0, of: model, parameters) }
    }
    return objective.pass(tokens, evidence, row.present, parameters)
  }

  func notes(models: [String], classes: [String]) -> [String] {
    zip(models, components).map { model, components in
      let count = components?.directions.count
      return count.map { "\(model): \($0) components of its hidden state" }
        ?? "\(model): no hidden states in its table"
    } + ["attention of width \(Self.width): L2 penalty \(penalty)"]
  }
}
