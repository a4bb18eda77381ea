import AttuneCore
import AttuneCorpus
import AttuneEvaluation
import AttuneHTML

/// What is in the data, and what of it is missing.
struct DataSection {
  let report: Report

  var html: HTML {
    tag("section", ["id": "data"]) {
      tag("h2") { "The data" }
      if let corpus = report.corpus {
        tag("p") {
          "\(Numbers.count(corpus.audit.records, "record")) of "
            + "\(Numbers.count(corpus.audit.conversations, "conversation")); splits "
            + (corpus.audit.splitSource == .files ? "as the data name them" : "computed")
            + ", labels by \(corpus.audit.labelMap)."
        }
        splits(corpus).html
        media(corpus)
      } else {
        tag("p") { report.corpusNote }
      }
      usage
    }
  }

  private func splits(_ corpus: CorpusSummary) -> HTMLTable {
    let classes = report.recommendation.model.table.classes
    var table = HTMLTable(
      caption: "Conversations of each class", columns: ["Split", "All", "Speakers"] + classes)
    for split in Split.allCases {
      guard let counts = corpus.audit.splits[split.rawValue] else { continue }
      table.add(
        [split.rawValue, "\(counts.records)", "\(counts.speakers)"]
          + classes.map { "\(counts.classes[$0] ?? 0)" })
    }
    return table
  }

  private func media(_ corpus: CorpusSummary) -> HTML {
    var table = HTMLTable(
      caption: "Media by their files; 'attune data check' decodes each one",
      columns: ["Medium", "Named", "There", "Missing", "Empty"])
    for modality in Modality.allCases {
      guard let counts = corpus.audit.media[modality.rawValue] else { continue }
      table.add([
        modality.rawValue, "\(counts.expected)", "\(counts.found)",
        "\(counts.conditions["missing"] ?? 0)", "\(counts.conditions["empty"] ?? 0)",
      ])
    }
    let quarantine = corpus.quarantine
    return group {
      if table.rows.isEmpty {
        tag("p") { "The corpus names no sound and no video: text alone." }
      } else {
        table.html
      }
      tag("p") {
        "In quarantine: \(Numbers.count(quarantine.conversations.count, "conversation")), left "
          + "out, and \(quarantine.media.count) media, counted as missing."
      }
      if !quarantine.media.isEmpty {
        tag("details") {
          tag("summary") { "The first media in quarantine" }
          tag("ul") {
            quarantine.media.prefix(20).map { entry in
              tag("li") { "\(entry.name): \(entry.reason)" }
            }
          }
        }
      }
    }
  }

  /// What the runs say that they used and missed.
  private var usage: HTML {
    var table = HTMLTable(
      caption: "What went into each model",
      columns: [
        "Run, split", "Turns", "Utterances", "Sounds", "Videos", "Missing", "Texts cut",
      ])
    for model in report.models {
      for split in Split.allCases {
        guard let counts = model.run.inputs[split.rawValue] else { continue }
        let missing = counts.missing.values.flatMap(\.values).reduce(0, +)
        table.add([
          "\(model.name), \(split.rawValue)", "\(counts.turns)", "\(counts.utterances)",
          "\(counts.used["audio"] ?? 0)", "\(counts.used["video"] ?? 0)", "\(missing)",
          "\(counts.truncatedTexts ?? 0)",
        ])
      }
    }
    return table.rows.isEmpty
      ? tag("p") { "No run keeps a count of what went into it (inputs.json)." } : table.html
  }
}
