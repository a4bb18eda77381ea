import AttuneCore
import AttuneEvaluation
import AttuneHTML

extension Recommendation {
  /// Why this model, in sentences.
  func sentences(split: Split) -> [String] {
    var sentences: [String] = []
    if let chosen = fusions.first(where: { $0.model.name == model.name }) {
      sentences.append(
        "It is better than \(chosen.other.name), \(standing(split)), by \(chosen.verdict) on the "
          + "\(split.rawValue) split.")
    } else {
      sentences.append(reason(split))
      for fusion in fusions {
        sentences.append(
          "The fusion \(fusion.model.name) is not shown to be better: it differs by "
            + (fusion.isWorse ? "\(fusion.verdict)." : "\(fusion.verdict), which can be chance."))
      }
    }
    if !others.isEmpty {
      sentences.append(
        "\(Numbers.count(others.count, "more fusion")) shown below did not compete: what was tried "
          + "beside a chosen one, or fitted or chosen on the scored turns, looks better than it is."
      )
    }
    return sentences
  }

  /// What the best single model is.
  private func standing(_ split: Split) -> String {
    switch basis {
    case .validation: "the best single model on the validation split"
    case .scoredSplit: "the best single model on the \(split.rawValue) split itself"
    case .onlyModel, .noSingleModel: "the only single model"
    }
  }

  /// Why the best single model is the best, or that there is none.
  private func reason(_ split: Split) -> String {
    switch basis {
    case .onlyModel: "It is the only single model."
    case .validation: "Of the single models it has the highest macro F1 on the validation split."
    case .scoredSplit:
      "Of the single models it has the highest macro F1 on the \(split.rawValue) split. It was "
        + "chosen on the very turns that it is scored on, so its score is a little too good."
    case .noSingleModel:
      "It is the first fusion that was named; there is no single model to compare it with."
    }
  }
}

extension Recommendation.Difference {
  /// Both differences with their intervals.
  fileprivate var verdict: String {
    "\(macroF1.text(sign: true)) macro F1 (\(Numbers.chance(pValue))) and "
      + "\(accuracy.text(sign: true)) accuracy"
  }

  /// Whether the model is worse by more than chance.
  fileprivate var isWorse: Bool { macroF1.value < 0 && pValue < 0.05 }
}
