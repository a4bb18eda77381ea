import AttuneCore
import AttuneEvaluation

extension FittedFusion {
  /// Fuses whole tables.
  ///
  /// Rows that some tables lack are fused from the others.
  ///
  /// - Parameter tables: One a model of the fusion, in any order; at least two.
  /// - Returns: The fused table and how many rows each model lacks.
  /// - Throws: ``FusionError`` if the tables do not fit together or not to this fusion, or lack what
  ///   the strategy needs.
  public func fuse(_ tables: [PredictionTable]) throws(FusionError) -> FusedPredictions {
    for table in tables where !models.contains(table.model) {
      throw .unknownModel(table.model, known: models)
    }
    let joined = try JoinedPredictions(tables)
    let places = models.map { joined.models.firstIndex(of: $0) }
    // The table keeps the fusion's class order, whatever that of its models is.
    let classOrder = classes.compactMap { joined.classes.firstIndex(of: $0) }
    guard classOrder.count == classes.count, joined.classes.count == classes.count else {
      throw .differentClasses(
        model: name, only: classes.filter { !joined.classes.contains($0) },
        other: joined.models[0], onlyOther: joined.classes.filter { !classes.contains($0) })
    }
    var rows: [Prediction] = []
    rows.reserveCapacity(joined.rows.count)
    var missing = [Int](repeating: 0, count: joined.models.count)
    for row in joined.rows {
      for model in row.answers.outputs.indices where row.answers.outputs[model] == nil {
        missing[model] += 1
      }
      var answers = row.answers
      answers.outputs = places.map { place in
        place.flatMap { row.answers.outputs[$0] }.map { $0.reordered(classOrder) }
      }
      rows.append(
        Prediction(
          conversation: row.key.conversation, turn: row.key.turn, emotion: row.emotion,
          probabilities: try combine(answers).map { Float($0) }, modalities: row.modalities,
          attributes: row.attributes))
    }
    let table = PredictionTable(
      classes: classes, model: name, split: joined.split,
      run: joined.runs.isEmpty ? nil : joined.runs.joined(separator: " + "),
      inputs: joined.inputs, numFolds: joined.numFolds, labelMap: joined.labelMap, rows: rows)
    return FusedPredictions(
      table: table, numComplete: joined.rows.count { $0.answers.present.count == tables.count },
      numMissing: Dictionary(uniqueKeysWithValues: zip(joined.models, missing)))
  }
}
