import AttuneEvaluation

extension FittedFusion {
  /// Learns calibrations, then the strategy from calibrated rows.
  ///
  /// - Throws: ``FusionError`` if something is to be learned and the rows have nothing to learn from.
  init(
    _ strategy: LateFusion, calibration: CalibrationMethod, fitting joined: JoinedPredictions
  ) throws(FusionError) {
    let rows = joined.labelled
    let complete = rows.complete
    let learns = strategy.isFitted || calibration != .none
    if learns, complete.count == 0 { throw .nothingToFit(numRows: joined.rows.count) }
    let (calibrations, rule) = try Self.learn(strategy, calibration: calibration, from: rows)
    try self.init(
      strategy: strategy, rule: rule, calibrations: calibrations, models: joined.models,
      classes: joined.classes)
    guard learns else { return }
    let provenance = FusionProvenance(
      split: joined.split, numFolds: joined.numFolds, runs: joined.runs, numRows: complete.count,
      numRowsLeftOut: joined.rows.count - complete.count,
      negativeLogLikelihood: complete.negativeLogLikelihood { row in
        rule.combine(Self.calibrated(row, calibrations))
      },
      modelNegativeLogLikelihoods: joined.models.indices.map { model in
        complete.negativeLogLikelihood { $0.outputs[model]?.probabilities ?? [] }
      },
      isTrainedOn: joined.trainedModel == nil ? nil : true)
    try self.init(
      strategy: strategy, rule: rule, calibrations: calibrations, models: joined.models,
      classes: joined.classes, fittedOn: provenance)
  }

  /// What calibrations and strategy learn from labelled rows.
  static func learn(
    _ strategy: LateFusion, calibration: CalibrationMethod, from rows: LabelledRows
  ) throws(FusionError) -> ([FittedCalibration], any FusionRule) {
    var calibrations: [FittedCalibration] = []
    for model in 0..<rows.numModels {
      calibrations.append(try FittedCalibration(calibration, of: model, in: rows))
    }
    let learned = calibrations
    let rule = try strategy.rule.fitted(to: rows.mapping { calibrated($0, learned) })
    return (calibrations, rule)
  }

  /// A row as the strategy sees it.
  static func calibrated(_ row: FusionRow, _ calibrations: [FittedCalibration]) -> FusionRow {
    var row = row
    for (model, calibration) in calibrations.enumerated() {
      row.outputs[model] = row.outputs[model].map { calibration($0) }
    }
    return row
  }
}
