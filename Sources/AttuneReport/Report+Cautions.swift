import AttuneCore
import AttuneEvaluation
import AttuneHTML

extension Report {
  /// What a reader must know before believing the headline.
  var cautions: [Remark] {
    leaks.filter { $0.severity == .alarm } + [smallSample, rareClasses, noBetter].compactMap { $0 }
  }

  /// A half-width of the interval, where it is wider than most differences that matter.
  private var smallSample: Remark? {
    guard let interval = recommendation.model.accuracy.interval else { return nil }
    let half = (interval.upper - interval.lower) / 2
    guard half > 0.05 else { return nil }
    return Remark(
      severity: .caution, subject: "Few turns",
      finding: "\(recommendation.model.evaluation.numRows) turns leave the accuracy uncertain by "
        + "about ± \(Numbers.percent(half)); smaller differences between models can be chance.")
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
    let baseline = model.evaluation.majorityBaseline
    let lowest = model.accuracy.interval?.lower ?? model.accuracy.value
    guard lowest <= baseline.scores.accuracy else { return nil }
    return Remark(
      severity: .caution, subject: "No better than a constant answer",
      finding: "the accuracy cannot be told from that of always answering “\(baseline.emotion)”.")
  }
}
