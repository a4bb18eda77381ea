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
      if table.split == .test, let validation = table.counterpart(.validation, among: others) {
        try evaluation.compare(test: table, withValidation: validation, resampling)
      }
    }
    evaluation.notes = table.absences(
      among: others, hasMetadata: evaluation.metadataBaseline != nil, isResampled: resampling != nil
    )
    self.evaluation = evaluation
  }
}

extension PredictionTable {
  /// What the same model of the same run answered to another split.
  fileprivate func counterpart(
    _ split: Split, among others: [PredictionTable]
  ) -> PredictionTable? {
    others.first { $0.split == split && $0.model == model && $0.run == run }
  }

  /// What does not stand beside the scores for want of another split, or of attributes.
  fileprivate func absences(
    among others: [PredictionTable], hasMetadata: Bool, isResampled: Bool
  ) -> [String] {
    let candidates: [Split]
    switch split {
    case .test: candidates = [.train, .validation]
    case .validation: candidates = [.train]
    case .train: return []
    case nil: return ["metadata only and the alarm: the table does not name its split"]
    }
    let given = candidates.filter { counterpart($0, among: others) != nil }
    let lacksAlarm = split == .test && isResampled && !given.contains(.validation)
    if given.isEmpty {
      let names = candidates.map(\.rawValue).joined(separator: " or ")
      return ["metadata only\(lacksAlarm ? " and the alarm" : ""): no \(names) table given"]
    }
    return (hasMetadata ? [] : ["metadata only: no attributes or no labels to fit it on"])
      + (lacksAlarm ? ["the alarm: no validation table given"] : [])
  }

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
