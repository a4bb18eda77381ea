import AttuneCore
import AttuneEvaluation
import AttuneHTML

extension Recommendation {
  /// Why this model, in sentences.
  func sentences(split: Split) -> [String] {
    var sentences: [String] = []
    if let chosen = fusions.first(where: { $0.model.name == model.name }) {
      sentences.append(
        "It is better than the best single model, \(chosen.other.name), by "
          + "\(chosen.macroF1.text(sign: true)) macro F1 on the \(split.rawValue) split "
          + "(\(Numbers.chance(chosen.pValue))).")
    } else {
      sentences.append(
        isChosenOnScoredSplit
          ? "It has the highest macro F1 on the \(split.rawValue) split. It was chosen on the very "
            + "turns that it is scored on, so its score is a little too good."
          : "Of the single models it has the highest macro F1 on the validation split.")
      if let nearest = fusions.max(by: { $0.macroF1.value < $1.macroF1.value }) {
        sentences.append(
          "No fusion is shown to be better: the best, \(nearest.model.name), differs by "
            + "\(nearest.macroF1.text(sign: true)) macro F1, which can be chance "
            + "(\(Numbers.chance(nearest.pValue))).")
      }
    }
    return sentences
  }
}
