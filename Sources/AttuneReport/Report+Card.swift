import AttuneCore
import AttuneCorpus
import AttuneEvaluation
import AttuneHTML

extension Report {
  /// The recommended model in short, as Markdown (Mitchell and others 2019).
  public var card: String {
    let model = recommendation.model
    let parts = [
      "# Model card: \(MarkdownText.plain(model.name))",
      "Recognises which of \(model.table.classes.count) emotions a speaker expresses in a turn of "
        + "a conversation: \(MarkdownText.plain(model.table.classes.joined(separator: ", "))).",
      "## Which model, and why",
      recommendation.sentences(split: split).map(MarkdownText.plain).joined(separator: " "),
      list(cautions), "## Use", use, "## What it may see", sight, "## Scores", scores, classes,
      "## Leak audit", list(leaks), "## Data", data, "## Repeat it", MarkdownText.code(commands),
    ]
    return parts.filter { !$0.isEmpty }.joined(separator: "\n\n") + "\n"
  }

  private var use: String {
    """
    Meant for research on conversations like those it was trained on. It tells what annotators \
    would call an expression, not what a person feels; cultures, ages and voices that the data \
    lack are read worse. Not meant for decisions about people.
    """
  }

  private func list(_ findings: [Remark]) -> String {
    findings.map { finding in
      let subject = finding.subject.isEmpty ? "" : "\(MarkdownText.plain(finding.subject)): "
      return "- **\(finding.severity.word)**: \(subject)"
        + MarkdownText.plain(finding.finding)
    }.joined(separator: "\n")
  }

  private var sight: String {
    let model = recommendation.model
    let counts = Modality.allCases.map {
      "\($0.rawValue) in \(model.evaluation.modalityCounts[$0.rawValue] ?? 0)"
    }
    let there = "Of \(model.evaluation.numRows) turns: \(counts.joined(separator: ", "))."
    guard let inputs = model.table.inputs else {
      return "Its tables do not say what of the conversation it was given. \(there)"
    }
    return "It sees \(Numbers.list(PolicyText.seen(inputs))). It does not see "
      + "\(Numbers.list(PolicyText.hidden(inputs))). \(there)"
  }

  private var scores: String {
    let best = recommendation.model
    var rows = [
      MarkdownText.row(["model", "turns", "accuracy", "macro F1", "UAR"]),
      MarkdownText.row(["---", "--:", "--:", "--:", "--:"]),
    ]
    for baseline in best.baselines {
      rows.append(
        MarkdownText.row(
          [
            MarkdownText.plain("\(baseline.name) (\(baseline.note))"),
            "\(best.evaluation.numRows)",
          ]
            + [
              baseline.scores.accuracy, baseline.scores.macroF1,
              baseline.scores.unweightedAverageRecall,
            ].map(Numbers.score)))
    }
    for model in models {
      let name = MarkdownText.plain(model.name)
      rows.append(
        MarkdownText.row(
          [
            model.name == best.name ? "**\(name)**" : name,
            "\(model.evaluation.numRows)",
          ]
            + [model.accuracy, model.macroF1, model.unweightedAverageRecall]
            .map { MarkdownText.plain($0.text()) }))
    }
    return "On the \(split.rawValue) split, with 95 % intervals:\n\n"
      + rows.joined(separator: "\n")
  }

  private var classes: String {
    var rows = [
      MarkdownText.row(["class", "precision", "recall", "F1", "turns"]),
      MarkdownText.row(["---", "--:", "--:", "--:", "--:"]),
    ]
    for row in recommendation.model.evaluation.perClass {
      rows.append(
        MarkdownText.row(
          [MarkdownText.plain(row.emotion)]
            + [row.precision, row.recall, row.f1].map(Numbers.score)
            + ["\(row.support)"]))
    }
    return "Classes of \(MarkdownText.plain(recommendation.model.name)):\n\n"
      + rows.joined(separator: "\n")
  }

  private var data: String {
    guard let corpus else { return MarkdownText.plain(corpusNote) }
    let splits = Split.allCases.map {
      "\($0.rawValue) \(corpus.audit.splits[$0.rawValue]?.records ?? 0)"
    }
    let media = Modality.allCases.compactMap { modality in
      corpus.audit.media[modality.rawValue].map {
        "\(modality.rawValue): \($0.found) of \($0.expected) files there"
      }
    }
    return
      ([
        "\(corpus.audit.records) conversations (\(splits.joined(separator: ", "))), labels by "
          + "\(MarkdownText.plain(corpus.audit.labelMap))."
      ] + media.map { $0 + "." }
      + [
        "In quarantine: \(corpus.quarantine.conversations.count) conversations, "
          + "\(corpus.quarantine.media.count) media."
      ]).joined(separator: " ")
  }
}
