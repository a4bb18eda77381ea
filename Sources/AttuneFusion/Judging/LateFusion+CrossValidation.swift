import AttuneCore
import AttuneEvaluation

extension LateFusion {
  /// Answers for labelled rows by fusions that have not learned from them.
  ///
  /// Speakers, or where they are unknown conversations, are dealt out to `numFolds` parts;
  /// calibrations, penalties and the strategy are learned without a part and answer it. A strategy
  /// that learns nothing answers once.
  ///
  /// - Parameters:
  ///   - tables: As for ``fitted(on:calibration:allowsTrain:)``.
  ///   - calibration: As there.
  ///   - allowsTrain: As there.
  ///   - numFolds: At least 2; there are never more parts than conversations.
  /// - Returns: The labelled rows in the order of the tables.
  /// - Throws: ``FusionError`` as there, and if there is only one conversation.
  public func crossValidated(
    on tables: [PredictionTable], calibration: CalibrationMethod? = nil, allowsTrain: Bool = false,
    numFolds: Int = 5
  ) throws(FusionError) -> PredictionTable {
    let joined = try JoinedPredictions(tables)
    let method = calibration ?? usualCalibration
    let learns = isFitted || method != .none
    if learns, !allowsTrain, let model = joined.trainedModel {
      throw .fitOnTrainSplit(model: model)
    }
    let labelled = joined.labelled
    guard labelled.count > 0 else { throw .nothingToFit(numRows: joined.rows.count) }
    var answers = [[Double]](repeating: [], count: labelled.count)
    if learns {
      let rounds = GroupFolds(of: labelled, count: max(2, numFolds)).rounds
      guard !rounds.isEmpty else { throw .oneConversation(numRows: labelled.count) }
      for round in rounds {
        let fitted = labelled.selecting(round.fitted)
        let (calibrations, rule) = try FittedFusion.learn(self, calibration: method, from: fitted)
        for row in round.heldOut {
          try rule.check(labelled.rows[row], models: joined.models)
          answers[row] = rule.combine(FittedFusion.calibrated(labelled.rows[row], calibrations))
        }
      }
    } else {
      let rule = try rule.fitted(to: labelled)
      answers = labelled.rows.map { rule.combine($0) }
    }
    return joined.table(of: answers, model: "fusion/\(rawValue)")
  }
}

extension JoinedPredictions {
  /// A table of answers for the labelled rows, in their order; rows without one are left out.
  func table(of answers: [[Double]?], model: String) -> PredictionTable {
    let predictions = zip(labelledRows, answers).compactMap { row, answer in
      answer.map { answer in
        Prediction(
          conversation: row.key.conversation, turn: row.key.turn, emotion: row.emotion,
          probabilities: answer.map { Float($0) }, modalities: row.modalities,
          attributes: row.attributes)
      }
    }
    return PredictionTable(
      classes: classes, model: model, split: split,
      run: runs.isEmpty ? nil : runs.joined(separator: " + "), inputs: inputs, numFolds: numFolds,
      labelMap: labelMap, rows: predictions)
  }
}
