import AttuneCore
import AttuneEvaluation
import AttuneHTML

/// What each model was allowed to see.
struct InputsSection {
  let report: Report

  var html: HTML {
    tag("section", ["id": "inputs"]) {
      tag("h2") { "What the models may see" }
      policies.html
      perceived.html
    }
  }

  private var policies: HTMLTable {
    var table = HTMLTable(
      caption: "Parts of a conversation that the input policy lets through",
      columns: ["Part"] + report.models.map(\.name))
    for field in PolicyText.fields {
      table.add(
        [
          group {
            field.name
            if field.leaks { tag("small") { "knows the label or the future" } }
          }
        ]
          + report.models.map { model in
            guard let inputs = model.table.inputs else { return HTML("unknown") }
            return HTML(inputs[keyPath: field.path] ? "yes" : "no")
          })
    }
    return table
  }

  private var perceived: HTMLTable {
    var table = HTMLTable(
      caption: "Turns of the \(report.split.rawValue) split in which something was really there",
      columns: ["Modality"] + report.models.map(\.name))
    for modality in ["audio", "video", "text", "metadata"] {
      table.add(
        [modality]
          + report.models.map { model in
            "\(model.evaluation.modalityCounts[modality] ?? 0) of \(model.evaluation.numRows)"
          })
    }
    return table
  }
}
