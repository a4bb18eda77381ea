import AttuneCore
import AttuneEvaluation
import AttuneHTML

/// The wrong answers that the model was surest of, with what it saw.
struct ErrorsSection {
  let report: Report

  var html: HTML {
    tag("section", ["id": "errors"]) {
      tag("h2") { "Most confident errors" }
      if report.errors.isEmpty {
        tag("p") { "None is shown: there is no wrong answer, or they were not asked for." }
      } else {
        tag("p") {
          "The wrong answers that \(report.recommendation.model.name) was surest of, one a "
            + "conversation."
        }
        if !report.corpusNote.isEmpty { tag("p", ["class": "soft"]) { report.corpusNote } }
        tag("ol", ["class": "errors"]) { report.errors.map(item) }
      }
    }
  }

  private func item(_ error: Evidence) -> HTML {
    tag("li") {
      tag("h3") { "\(error.truth), taken for \(error.answer)" }
      tag("p") {
        "It was \(Numbers.percent(error.confidence)) sure of \(error.answer) and gave "
          + "\(error.truth) \(Numbers.percent(error.truthProbability))."
        if let word = error.word { " The annotators' word: \(word)." }
      }
      if let situation = error.situation, !situation.isEmpty {
        tag("p", ["class": "soft"]) { "Situation: \(situation)" }
      }
      error.lines.map { line in
        tag("blockquote", line.isLabelled ? ["class": "labelled"] : [:]) {
          "\(line.role): \(line.text.isEmpty ? "(words unknown)" : line.text)"
        }
      }
      switch error.frames {
      case .shown(let png):
        HTML.void(
          "img",
          [
            "src": DataURI.png(png), "loading": "lazy",
            "alt": "four frames of the last utterance of conversation \(error.key.conversation)",
          ])
      case .absent(let reason): tag("p", ["class": "soft"]) { "No frames: \(reason)." }
      }
      switch error.sound {
      case .shown(let waveform): WaveformPicture(waveform: waveform).html
      case .absent(let reason): tag("p", ["class": "soft"]) { "No sound: \(reason)." }
      }
      tag("p", ["class": "soft"]) {
        "Conversation \(error.key.conversation), turn \(error.key.turn)"
      }
    }
  }
}
