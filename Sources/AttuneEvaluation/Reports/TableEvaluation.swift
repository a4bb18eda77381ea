import AttuneCore

/// All that is told of one table: an evaluation with everything that stands beside its scores, and
/// the curves of its figures.
///
/// Whatever writes an evaluation puts it together here, so that every ``EvaluationFolder`` has the
/// same parts.
public struct TableEvaluation: Sendable {
  /// The numbers.
  public let evaluation: Evaluation
  /// What is drawn beside them.
  public let curves: EvaluationCurves

  /// Evaluates a table among others that are known with it.
  ///
  /// Metadata alone are fitted as ``MetadataBaseline/init(beside:among:)`` says, a test split is
  /// compared with the validation split of the same run and model, and a table of model `text` that
  /// has the same rows is a model to beat.
  ///
  /// - Parameters:
  ///   - others: Of any split and model; the table itself may be one of them.
  ///   - baselines: Further models to beat; those of another split are left out.
  ///   - resampling: How intervals are found and models and splits compared; nothing of that without.
  /// - Throws: ``EvaluationError`` if a table breaks its schema, the table has no label, or one of
  ///   `baselines` cannot be compared with it.
  public init(
    _ table: PredictionTable, among others: [PredictionTable], baselines: [PredictionTable] = [],
    resampling: Resampling?
  ) throws(EvaluationError) {
    curves = try EvaluationCurves(table)
    var evaluation = try Evaluation(
      table, curves: curves, metadata: try MetadataBaseline(beside: table, among: others),
      resampling: resampling)
    for map in LabelMap.all {
      guard let mapped = table.mapped(by: map), let reference = mapped.labelMap else { continue }
      evaluation.labelMapScores.append(try LabelMapScores(mapped, map: reference, resampling))
    }
    if let resampling {
      let given = baselines.filter {
        $0.split == nil || table.split == nil || $0.split == table.split
      }
      let known = others.filter { other in
        table.canBeat(textOnly: other)
          && !given.contains { $0.model == other.model && $0.run == other.run }
      }
      try evaluation.compare(table, withBaselines: given + known, resampling)
      let validation = others.first {
        table.split == .test && $0.split == .validation && $0.model == table.model
          && $0.run == table.run
      }
      if let validation {
        try evaluation.compare(test: table, withValidation: validation, resampling)
      }
    }
    self.evaluation = evaluation
  }
}

extension PredictionTable {
  /// The table under one of the known label maps; `nil` where no row has a label under it.
  fileprivate func mapped(by map: LabelMap) -> PredictionTable? {
    guard let reference = map.reference else { return nil }
    let table = mapped(map.emotions.mapValues(\.rawValue), to: Emotion.classNames, by: reference)
    return table.flatMap { table in
      table.labelIndices.contains { $0 >= 0 } ? table : nil
    }
  }

  /// Whether a table is of the text-only model, and of this table's rows.
  fileprivate func canBeat(textOnly other: PredictionTable) -> Bool {
    // Several seeds of a model are told apart by what follows a colon.
    let kind = { (table: PredictionTable) in table.model.prefix { $0 != ":" } }
    guard kind(other) == "text", kind(self) != "text", other.split == split else { return false }
    return (try? AlignedTables([other, self])) != nil
  }
}
