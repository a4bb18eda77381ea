import AttuneCore

extension Evaluation {
  /// The evaluation as aligned text for a terminal, ending with a line break.
  public var text: String {
    var lines = [heading, ""]
    lines += scoreLines
    if let metadataBaseline { lines.append(metadataBaseline.fit.text) }
    lines += notes
    lines.append("")
    lines += classLines + [""]
    lines += probabilityLines
    lines += ["Confusion matrix: a row is a true class, a column a predicted one"]
    lines += confusionLines
    lines += labelMapLines
    for breakdown in breakdowns { lines += [""] + breakdown.lines }
    for baseline in baselines { lines += ["", baseline.text.withoutLineBreak] }
    if let drift { lines += ["", drift.text.withoutLineBreak] }
    return lines.joined(separator: "\n") + "\n"
  }

  private var heading: String {
    var parts = ["Model \(model)"]
    if let split { parts.append("\(split.rawValue) split") }
    parts.append("\(numRows) rows")
    if let intervals { parts[parts.count - 1] += " of \(intervals.numConversations) conversations" }
    if let labelMap { parts.append("label map \(labelMap.name)") }
    if numUnlabelled > 0 { parts.append("\(numUnlabelled) more without a label left out") }
    return parts.joined(separator: ", ")
  }

  private var scoreLines: [String] {
    var table = TextTable(
      header: ["", "model"] + (intervals == nil ? [] : ["95 % interval"])
        + ["always \(majorityBaseline.emotion)"]
        + (metadataBaseline == nil ? [] : ["metadata only"]))
    let rows: [(String, KeyPath<Scores, Double>, Interval?)] = [
      ("accuracy (WAR)", \.accuracy, intervals?.accuracy),
      (
        "unweighted average recall (UAR)", \.unweightedAverageRecall,
        intervals?.unweightedAverageRecall
      ),
      ("macro F1", \.macroF1, intervals?.macroF1), ("macro precision", \.macroPrecision, nil),
      ("macro recall", \.macroRecall, nil), ("weighted F1", \.weightedF1, intervals?.weightedF1),
      ("weighted precision", \.weightedPrecision, nil),
      ("weighted recall", \.weightedRecall, nil), ("Cohen's kappa", \.cohensKappa, nil),
      ("Matthews correlation", \.matthewsCorrelation, nil),
    ]
    for (name, path, interval) in rows {
      table.add(
        [name, TextTable.score(scores[keyPath: path])]
          + (intervals == nil ? [] : [interval?.text ?? ""])
          + [TextTable.score(majorityBaseline.scores[keyPath: path])]
          + (metadataBaseline.map { [TextTable.score($0.scores[keyPath: path])] } ?? []))
    }
    return table.lines()
  }

  private var classLines: [String] {
    var table = TextTable(
      header: ["class", "precision", "recall", "F1"]
        + (intervals == nil ? [] : ["95 % interval"])
        + (probabilityScores == nil ? [] : ["AUC", "AP"]) + ["support", "predicted"])
    for (index, row) in perClass.enumerated() {
      table.add(
        [
          row.emotion, TextTable.score(row.precision), TextTable.score(row.recall),
          TextTable.score(row.f1),
        ] + (intervals.map { [$0.perClass[index].f1?.text ?? ""] } ?? [])
          + (probabilityScores == nil
            ? [] : [row.areaUnderROC, row.averagePrecision].map { $0.map(TextTable.score) ?? "–" })
          + ["\(row.support)", "\(row.predicted)"])
    }
    return table.lines()
  }

  private var probabilityLines: [String] {
    guard let probabilityScores else { return [] }
    var table = TextTable(
      header: ["probabilities", "model"] + (intervals?.logLoss == nil ? [] : ["95 % interval"]))
    func add(_ name: String, _ value: Double?, _ interval: Interval? = nil) {
      guard let value else { return }
      table.add([name, TextTable.score(value)] + (interval.map { [$0.text] } ?? []))
    }
    add("top-2 accuracy", probabilityScores.topTwoAccuracy)
    add("log loss", probabilityScores.logLoss, intervals?.logLoss)
    add("Brier score", probabilityScores.brierScore)
    add("expected calibration error", probabilityScores.expectedCalibrationError)
    add("adaptive calibration error", probabilityScores.adaptiveCalibrationError)
    add("macro ROC-AUC", probabilityScores.macroAreaUnderROC)
    add("macro average precision", probabilityScores.macroAveragePrecision)
    add("area under risk–coverage", probabilityScores.areaUnderRiskCoverage)
    return table.lines() + [""]
  }

  private var labelMapLines: [String] {
    guard !labelMapScores.isEmpty else { return [] }
    var table = TextTable(
      header: ["label map", "n", "accuracy", "95 % interval", "macro F1", "95 % interval", "UAR"])
    for row in labelMapScores {
      table.add([
        row.map.name, "\(row.numRows)", TextTable.score(row.scores.accuracy),
        row.intervals?.accuracy?.text ?? "", TextTable.score(row.scores.macroF1),
        row.intervals?.macroF1?.text ?? "",
        TextTable.score(row.scores.unweightedAverageRecall),
      ])
    }
    return [""] + table.lines()
  }

  private var confusionLines: [String] {
    var table = TextTable(header: [""] + confusionMatrix.classes)
    for (name, counts) in zip(confusionMatrix.classes, confusionMatrix.counts) {
      table.add([name] + counts.map(String.init))
    }
    return table.lines()
  }
}

extension MetadataBaseline.Fit {
  /// What metadata alone are, in words.
  fileprivate var text: String {
    let rows = split.map { "the \(numRows) rows of the \($0.rawValue) split" } ?? "\(numRows) rows"
    return
      "metadata only: naive Bayes over \(attributes.joined(separator: ", ")), fitted on \(rows)"
  }
}

extension Interval {
  /// The interval in brackets, four digits behind the point.
  var text: String { "[\(TextTable.score(lower)), \(TextTable.score(upper))]" }
}

extension String {
  /// The text without its last line break.
  fileprivate var withoutLineBreak: String { last == "\n" ? String(dropLast()) : self }
}
