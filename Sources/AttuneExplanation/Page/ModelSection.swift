import AttuneCore
import AttuneHTML

/// Why one model answered as it did.
struct ModelSection {
  let model: IllustratedExplanation
  let id: String
  /// Whether the page is about this model alone.
  let isAlone: Bool

  var explanation: Explanation { model.explanation }

  /// A part of the section.
  struct Part {
    let id: String
    let title: String
    let html: HTML
  }

  var html: HTML {
    tag("section", ["id": id]) {
      tag("h2") { isAlone ? "The answer" : "The model \(explanation.model)" }
      cards
      explanation.cautions.map {
        Remark(severity: .caution, subject: "Numbers that do not add up", finding: $0).html
      }
      parts.map { part in
        tag("section", ["id": part.id]) {
          tag("h3") { part.title }
          part.html
        }
      }
    }
  }

  /// What there is to tell; what the model was not given has no part.
  var parts: [Part] {
    [
      Part(
        id: "\(id)-probabilities", title: "Probabilities",
        html: Bars.probabilities(
          explanation.probabilities, answer: explanation.answer, truth: explanation.truth)),
      Part(id: "\(id)-modalities", title: "What each part added", html: modalities),
      explanation.texts.isEmpty
        ? nil
        : Part(
          id: "\(id)-words", title: "Words", html: WordsSection(explanation: explanation).html),
      explanation.sounds.isEmpty
        ? nil : Part(id: "\(id)-sounds", title: "Sounds", html: SoundsSection(model: model).html),
      explanation.clips.isEmpty
        ? nil : Part(id: "\(id)-faces", title: "Faces", html: ClipsSection(model: model).html),
      explanation.utteranceAttention.isEmpty
        ? nil : Part(id: "\(id)-utterances", title: "Utterances", html: utterances),
      explanation.summations.isEmpty
        ? nil : Part(id: "\(id)-sums", title: "Whether the numbers add up", html: sums),
    ].compactMap { $0 }
  }

  private var cards: HTML {
    tag("div", ["class": "answer"]) {
      tag("section") {
        tag("h3") { "The answer" }
        tag("p", ["class": "big"]) { explanation.answer }
        tag("p") {
          "\(Numbers.percent(explanation.probabilities[explanation.answer] ?? 0)) probable."
        }
        if let truth = explanation.truth {
          tag("p") {
            truth == explanation.answer
              ? "The annotators said so too." : "The annotators said “\(truth)”: it is wrong."
          }
        }
      }
      tag("section") {
        tag("h3") { "What spoke for it" }
        tag("p", ["class": "big"]) { leading?.modality.perceived ?? "nothing" }
        explanation.modalities.map { part in
          tag("p") { "\(part.modality.perceived): \(Numbers.signed(part.evidence))" }
        }
        tag("p", ["class": "soft"]) { "In log-odds: +0.69 doubles the odds of the answer." }
      }
      tag("section") {
        tag("h3") { "What it had" }
        tag("p", ["class": "big"]) { Numbers.list(present.map(\.perceived)) }
        let absent = Modality.allCases.filter { !present.contains($0) }
        if !absent.isEmpty {
          tag("p") { "Not: \(Numbers.list(absent.map(\.perceived)))." }
        }
      }
    }
  }

  private var present: [Modality] { explanation.modalities.map(\.modality) }

  private var leading: Explanation.ModalityEvidence? {
    explanation.modalities.filter { $0.evidence > 0 }.max { $0.evidence < $1.evidence }
  }

  private var modalities: HTML {
    group {
      tag("p") {
        "Evidence for “\(explanation.answer)” in log-odds, from knowing nothing of the conversation "
          + "to the answer. Each step is a Shapley value: what the part adds, averaged over every "
          + "order in which the parts could become known. The line is even odds."
      }
      Bars.steps(
        from: ("knowing nothing", explanation.logOddsOfNothing),
        by: explanation.modalities.map { ($0.modality.perceived, $0.evidence) },
        to: ("the answer", explanation.logOdds))
    }
  }

  private var utterances: HTML {
    group {
      tag("p") {
        "How much the last utterance's state attends to each one, in the layer that makes the "
          + "dialogue's vector. The bars are as long as the largest allows."
      }
      Bars.shares(
        explanation.utteranceAttention.enumerated().map { index, share in
          ("Utterance \(index)", explanation.quote(ofUtterance: index) ?? "", share)
        })
    }
  }

  private var sums: HTML {
    group {
      tag("p") {
        "The evidence of all words, or of all sounds, must sum to what they change together. A gap "
          + "says that \(Numbers.count(explanation.steps, "step")) were too few."
      }
      tag("ul") {
        explanation.summations.map { summation in
          tag("li") {
            "\(summation.sentence), a gap of \(Numbers.percent(summation.completeness.gap)): "
            tag("strong") { summation.completeness.addsUp ? "adds up." : "too large." }
          }
        }
      }
    }
  }
}
