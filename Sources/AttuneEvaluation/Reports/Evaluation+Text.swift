import AttuneCore

extension Evaluation {
  /// The evaluation as aligned text for a terminal, ending with a line break.
  public var text: String {
    var lines = [heading, ""]
    lines += scoreLines + [""]
    lines += classLines + [""]
    lines += ["Confusion matrix: a row is a true class, a column a predicted one"]
    lines += confusionLines
    return lines.joined(separator: "\n") + "\n"
  }

  private var heading: String {
    var parts = ["Model \(model)"]
    if let split { parts.append("\(split.rawValue) split") }
    parts.append("\(numRows) rows")
    if numUnlabelled > 0 { parts.append("\(numUnlabelled) more without a label left out") }
    return parts.joined(separator: ", ")
  }

  private var scoreLines: [String] {
    var table = TextTable(header: ["", "model", "always \(majorityBaseline.emotion)"])
    let rows: [(String, KeyPath<Scores, Double>)] = [
      ("accuracy", \.accuracy), ("unweighted average recall", \.unweightedAverageRecall),
      ("macro F1", \.macroF1), ("macro precision", \.macroPrecision),
      ("macro recall", \.macroRecall), ("weighted F1", \.weightedF1),
      ("weighted precision", \.weightedPrecision), ("weighted recall", \.weightedRecall),
    ]
    for (name, path) in rows {
      table.add([
        name, TextTable.score(scores[keyPath: path]),
        TextTable.score(majorityBaseline.scores[keyPath: path]),
      ])
    }
    return table.lines()
  }

  private var classLines: [String] {
    var table = TextTable(
      header: ["class", "precision", "recall", "F1", "support", "predicted"])
    for row in perClass {
      table.add([
        row.emotion, TextTable.score(row.precision), TextTable.score(row.recall),
        TextTable.score(row.f1), "\(row.support)", "\(row.predicted)",
      ])
    }
    return table.lines()
  }

  private var confusionLines: [String] {
    var table = TextTable(header: [""] + confusionMatrix.classes)
    for (name, counts) in zip(confusionMatrix.classes, confusionMatrix.counts) {
      table.add([name] + counts.map(String.init))
    }
    return table.lines()
  }
}
