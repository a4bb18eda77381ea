import AttuneCore
import AttuneEvaluation
import AttuneHTML

/// What a stranger should take away: which model, how sure that is, what it may see.
struct AnswerSection {
  let report: Report

  private var model: ScoredModel { report.recommendation.model }
  private var evaluation: Evaluation { model.evaluation }

  var html: HTML {
    group {
      tag("div", ["class": "answer", "id": "answer"]) {
        tag("section") {
          tag("h2") { "Which model to use" }
          tag("p", ["class": "big"]) { model.name }
          reasons.map { reason in tag("p") { reason } }
        }
        tag("section") {
          tag("h2") { "How sure that is" }
          tag("p", ["class": "big"]) { "\(Numbers.percent(model.accuracy.value)) right" }
          certainty.map { sentence in tag("p") { sentence } }
        }
        tag("section") {
          tag("h2") { "What it was allowed to see" }
          sight
        }
      }
      report.cautions.map(\.html)
    }
  }

  /// Why this model, in sentences.
  private var reasons: [String] {
    report.recommendation.sentences(split: report.split)
  }

  private var certainty: [String] {
    var sentences: [String] = []
    let (numTurns, numConversations) = (evaluation.numRows, report.numConversations)
    if let interval = model.accuracy.interval {
      sentences.append(
        "On other conversations of this kind it would be right in "
          + "\(Numbers.percents(interval)) of the turns (95 % interval).")
    }
    sentences.append(
      "Measured on \(Numbers.count(numTurns, "turn")) of "
        + "\(Numbers.count(numConversations, "conversation")) of the \(report.split.rawValue) "
        + "split; macro F1 \(model.macroF1.text()).")
    let baseline = evaluation.majorityBaseline
    sentences.append(
      "Always answering “\(baseline.emotion)” would be right in "
        + "\(Numbers.percent(baseline.scores.accuracy)).")
    return sentences
  }

  private var sight: HTML {
    let perceived = ["audio": "voice", "video": "face", "text": "words", "metadata": "metadata"]
    let there = ["audio", "video", "text", "metadata"].filter {
      evaluation.modalityCounts[$0] ?? 0 > 0
    }
    return group {
      tag("p", ["class": "big"]) {
        there.isEmpty ? "unknown" : Numbers.list(there.compactMap { perceived[$0] })
      }
      if let inputs = model.table.inputs {
        tag("p") { "Of the conversation: \(Numbers.list(PolicyText.seen(inputs)))." }
        tag("p") { "Not: \(Numbers.list(PolicyText.hidden(inputs)))." }
      } else {
        tag("p") { "Its tables do not say what of the conversation it was given." }
      }
    }
  }
}
