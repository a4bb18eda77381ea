import AttuneHTML

/// What a fusion answered, before each of its models is explained.
struct FusedSection {
  let fused: FusedAnswer
  let models: [Explanation]

  var html: HTML {
    tag("section", ["id": "fusion"]) {
      tag("h2") { "What \(fused.model) answered" }
      tag("div", ["class": "answer"]) {
        tag("section") {
          tag("h3") { "The answer" }
          tag("p", ["class": "big"]) { fused.answer }
          tag("p") {
            "\(Numbers.percent(fused.probabilities[fused.answer] ?? 0)) probable"
              + (fused.isSure ? "." : ", which is less than it asks of itself to be sure.")
          }
        }
        tag("section") {
          tag("h3") { "Its models" }
          models.map { model in
            tag("p") {
              "\(model.model): \(model.answer), "
                + "\(Numbers.percent(model.probabilities[model.answer] ?? 0))"
            }
          }
          tag("p", ["class": "soft"]) { "Each is explained below, for its own answer." }
        }
      }
      tag("h3") { "Probabilities" }
      Bars.probabilities(fused.probabilities, answer: fused.answer, truth: models.first?.truth)
      if !fused.contributions.isEmpty {
        tag("h3") { "What the answer would lose" }
        tag("p") {
          "How much less probable “\(fused.answer)” would be without each of these, in points of "
            + "a hundred. Minus: it would be more probable."
        }
        Bars.signed(
          fused.contributions.map { ($0.modality.perceived, $0.loss, Self.points($0.loss)) })
      }
    }
  }

  private static func points(_ loss: Double) -> String {
    let points = (100 * loss).rounded()
    return points == 0 ? "0" : points < 0 ? "−\(Int(-points))" : "+\(Int(points))"
  }
}
