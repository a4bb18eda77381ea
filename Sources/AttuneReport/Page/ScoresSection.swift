import AttuneCore
import AttuneEvaluation
import AttuneHTML

/// The table of all models against the baselines.
struct ScoresSection {
  let report: Report

  var html: HTML {
    tag("section", ["id": "scores"]) {
      tag("h2") { "Every model against the baselines" }
      table.html
      tag("p", ["class": "soft"]) {
        "In brackets: 95 % intervals. Macro F1 and UAR (unweighted average recall) weigh rare "
          + "classes as much as frequent ones; accuracy does not."
      }
      if !hasTextOnly {
        tag("p", ["class": "soft"]) {
          "No run on text alone was given: whether voice and face are worth anything beside the "
            + "words cannot be told from this page."
        }
      }
      if numbersOfTurns.count > 1 {
        Remark(
          severity: .caution,
          finding: "the models were scored on different numbers of turns, so their scores do not "
            + "compare."
        ).html
      }
    }
  }

  private var hasTextOnly: Bool { report.models.contains { $0.isTextOnly && !$0.isFusion } }
  private var numbersOfTurns: Set<Int> { Set(report.models.map(\.evaluation.numRows)) }

  private var table: HTMLTable {
    var table = HTMLTable(
      caption: "Scores on the \(report.split.rawValue) split",
      columns: ["Model", "Turns", "Accuracy", "Macro F1", "UAR"])
    func cells(
      _ name: HTML, _ numRows: Int, _ values: [FigureValue]
    ) -> [HTML] {
      [name, HTML("\(numRows)")]
        + values.map { value in
          group {
            Numbers.score(value.value)
            if let interval = value.interval {
              tag("small") {
                "[\(Numbers.score(interval.lower)), \(Numbers.score(interval.upper))]"
              }
            }
          }
        }
    }
    let best = report.recommendation.model
    for baseline in best.baselines {
      table.add(
        cells(
          group {
            baseline.name
            tag("small") { "baseline: \(baseline.note)" }
          }, best.evaluation.numRows,
          [
            FigureValue(baseline.scores.accuracy), FigureValue(baseline.scores.macroF1),
            FigureValue(baseline.scores.unweightedAverageRecall),
          ]))
    }
    for model in report.models {
      let isChosen = model.name == best.name
      table.add(
        cells(
          group {
            model.name
            tag("small") { isChosen ? "\(model.kind); the one to use" : model.kind }
          }, model.evaluation.numRows,
          [model.accuracy, model.macroF1, model.unweightedAverageRecall]),
        mark: isChosen ? .chosen : nil)
    }
    return table
  }
}
