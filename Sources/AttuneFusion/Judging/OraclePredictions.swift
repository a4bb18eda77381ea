import AttuneEvaluation

/// The best that choosing between the models could reach, row by row.
///
/// Where a model is right, its answer is taken, the surest one's if there are several; where none
/// is, the average of all. No fusion knows which model is right, so this bounds what choosing can
/// give. (A fusion may do better still, where it answers with a class that no model puts first.)
///
/// - Source: the oracle of Kuncheva 2004, *Combining pattern classifiers*, section 10.
public enum OraclePredictions {
  /// The labelled rows of the tables, as the oracle answers them, model name `oracle`.
  ///
  /// - Throws: ``FusionError`` if the tables do not fit together or no row has a label.
  public static func table(of tables: [PredictionTable]) throws(FusionError) -> PredictionTable {
    let joined = try JoinedPredictions(tables)
    let labelled = joined.labelled
    guard labelled.count > 0 else { throw .nothingToFit(numRows: joined.rows.count) }
    let answers = zip(labelled.rows, labelled.labels).map { row, label in
      let right = row.outputs.compactMap { $0 }.filter { $0.answer == label }
      let surest = right.max { $0.probabilities[label] < $1.probabilities[label] }
      return surest?.probabilities ?? AverageRule().combine(row)
    }
    return joined.table(of: answers, model: "oracle")
  }
}
