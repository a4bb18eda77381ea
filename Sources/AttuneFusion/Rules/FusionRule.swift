/// What a strategy has learned, and the answer that it makes of several models' answers.
///
/// A further strategy is one type that conforms, in a file of its own, and one case of
/// ``LateFusion``. What a rule codes stands in `fusion.json` beside the fusion's own keys and reads
/// back exactly.
protocol FusionRule: Codable, Hashable, Sendable {
  /// Learns from labelled rows, which a rule that learns nothing passes over.
  ///
  /// - Throws: ``FusionError`` if the rows have nothing to learn from.
  static func fitted(to rows: LabelledRows) throws(FusionError) -> Self

  /// Why what was learned is not for that many models and classes, or `nil` where it is.
  func problem(numModels: Int, numClasses: Int) -> String?

  /// Whether the rule reads hidden states.
  var readsHiddenStates: Bool { get }

  /// Looks for what the rule needs of a row beside probabilities.
  ///
  /// - Throws: ``FusionError`` naming what is missing.
  func check(_ row: FusionRow, models: [String]) throws(FusionError)

  /// The fused distribution, `[K]` of sum 1, of a row in which at least one model is there.
  func combine(_ row: FusionRow) -> [Double]

  /// What was learned, for people: one line each.
  func notes(models: [String], classes: [String]) -> [String]
}

extension FusionRule {
  var readsHiddenStates: Bool { false }
  func problem(numModels: Int, numClasses: Int) -> String? { nil }
  func check(_ row: FusionRow, models: [String]) throws(FusionError) {}
  func notes(models: [String], classes: [String]) -> [String] { [] }
}

/// A rule that is the same for all models and rows.
protocol UnfittedRule: FusionRule {
  init()
}

extension UnfittedRule {
  static func fitted(to rows: LabelledRows) throws(FusionError) -> Self { Self() }
}
