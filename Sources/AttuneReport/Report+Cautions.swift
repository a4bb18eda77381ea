import AttuneCore
import AttuneEvaluation
import AttuneHTML

extension Report {
  /// What a reader must know before believing the headline.
  var cautions: [Remark] {
    leaks.filter { $0.severity == .alarm }
      + [drift, smallSample, rareClasses, noBetter, weakTextOnly, gaps].compactMap { $0 }
  }

  /// What scores otherwise on the validation split: the single models, of which one was chosen there,
  /// and the recommended model.
  private var drift: Remark? {
    let texts = models.compactMap { model -> String? in
      guard !model.isFusion || model.name == recommendation.model.name,
        let drift = model.evaluation.drift, drift.isAlarming
      else { return nil }
      let differences = drift.differences.filter { ($0.adjustedPValue ?? $0.pValue) < 0.05 }
        .map { "\($0.score.name) \(Numbers.score($0.first)) → \(Numbers.score($0.second))" }
      let isFitted = model.run.fusion?.fittedSplit == Split.validation.rawValue
      return "\(model.name), from validation to test: \(differences.joined(separator: ", "))"
        + (isFitted ? " (it was fitted on validation)" : "")
    }
    guard !texts.isEmpty else { return nil }
    return Remark(
      severity: .alarm, subject: "Validation and test differ by more than chance allows",
      finding: "\(texts.joined(separator: "; ")). The splits are not alike, or too much was chosen "
        + "on validation.")
  }

  /// A half-width of the interval, where it is wider than most differences that matter.
  private var smallSample: Remark? {
    guard let interval = recommendation.model.accuracy.interval else { return nil }
    let half = (interval.upper - interval.lower) / 2
    guard half > 0.05 else { return nil }
    return Remark(
      severity: .caution, subject: "Few turns",
      finding: "\(recommendation.model.evaluation.numRows) turns leave the accuracy uncertain by "
        + "about ± \(Numbers.points(FigureValue(half))); smaller differences between models can be "
        + "chance.")
  }

  private var rareClasses: Remark? {
    let rare = recommendation.model.evaluation.perClass.filter { $0.support < 10 }
    guard !rare.isEmpty else { return nil }
    let texts = rare.map { "\($0.emotion) (\($0.support))" }
    return Remark(
      severity: .caution, subject: "Classes with fewer than ten turns",
      finding: "\(Numbers.list(texts)): their own scores mean little, and macro F1 leans on them.")
  }

  private var noBetter: Remark? {
    let model = recommendation.model
    guard model.isNoBetterThanConstant else { return nil }
    return Remark(
      severity: .caution, subject: "No better than a constant answer",
      finding: "the accuracy cannot be told from that of always answering "
        + "“\(model.evaluation.majorityBaseline.emotion)”.")
  }

  /// A baseline of words that is none; with another one that is better there is nothing to say.
  private var weakTextOnly: Remark? {
    let textOnly = models.filter { $0.isTextOnly && !$0.isFusion }
    guard !textOnly.isEmpty, textOnly.allSatisfy(\.isNoBetterThanConstant) else { return nil }
    return Remark(
      severity: .caution, subject: "Text only is no better than a constant answer",
      finding: "\(Numbers.list(textOnly.map(\.name))) is not shown to be right more often, so it "
        + "shows nothing about what voice and face are worth.")
  }

  /// Groups of turns between which the recommended model differs by more than chance, the surest
  /// three.
  private var gaps: Remark? {
    let gaps = recommendation.model.evaluation.breakdowns.compactMap { breakdown in
      breakdown.gap.flatMap { gap in gap.interval.map { (breakdown.attribute, gap, $0) } }
    }
    let clear = gaps.filter { $0.2.lower > 0 }.sorted { $0.2.lower > $1.2.lower }
    guard !clear.isEmpty else { return nil }
    let texts = clear.prefix(3).map { attribute, gap, interval in
      "\(attribute.replacing("_", with: " ")), \(gap.best) over \(gap.worst) by "
        + Numbers.points(FigureValue(gap.accuracy, interval))
    }
    return Remark(
      severity: .note, subject: "Some turns are served worse",
      finding: "\(texts.joined(separator: "; ")). \(clear.count) of \(gaps.count) attributes have "
        + "such a gap; its groups were chosen by looking, so it looks greater than it is.")
  }
}
