import AttuneCore
import AttuneEvaluation
import Foundation

/// Figures of what each input is worth, and of what happens as inputs get worse.
struct SensitivityFigures {
  let models: [ScoredModel]
  let best: ScoredModel
  let split: Split

  /// Parts of the input that know the label or the future.
  private static let leaks: Set<String> = [
    "response", "profile_id", "event_scenario", "emotion_cause", "goal_to_response",
  ]

  /// What the recommended model loses without each part; `nil` where nobody looked.
  var ablation: Figure? {
    guard let record = best.run.sensitivity, let exchanges = record.exchanges else { return nil }
    return AblationFigure(
      exchanges.map { exchange in
        AblationFigure.Row(
          name: exchange.part.replacing("_", with: " "),
          change: FigureValue(exchange.without.macroF1 - record.unchanged.macroF1),
          leaks: Self.leaks.contains(exchange.part))
      }, scoreName: "macro F1", title: "\(best.name), \(split.rawValue) split"
    ).figure
  }

  /// Accuracy of all models that were stressed; `nil` where none was.
  var robustness: Figure? {
    let stressed = models.compactMap { model in
      model.run.sensitivity.flatMap { record in
        record.curves.map { (model.name, record.unchanged, $0) }
      }
    }
    let stresses = stressed.flatMap { $0.2.map(\.stress) }
    var seen: Set<String> = []
    let panels = stresses.filter { seen.insert($0).inserted }.map { stress in
      let levels = stressed.flatMap { $0.2.filter { $0.stress == stress }.flatMap(\.points) }
        .map(\.level)
      var met: Set<Double> = []
      let ordered = levels.filter { met.insert($0).inserted }
      return RobustnessFigure.Panel(
        name: stress.replacing("_", with: " "),
        levels: ["none"] + ordered.map { Self.text($0, of: stress) },
        scores: stressed.map { _, unchanged, curves in
          guard let curve = curves.first(where: { $0.stress == stress }) else { return [] }
          return [FigureValue(unchanged.accuracy)]
            + ordered.map { level in
              curve.points.first { $0.level == level }.map { FigureValue($0.figures.accuracy) }
            }
        })
    }
    guard !panels.isEmpty else { return nil }
    return RobustnessFigure(
      series: stressed.map(\.0), panels: panels, scoreName: "accuracy",
      title: "As inputs get worse, \(split.rawValue) split"
    ).figure
  }

  private static func text(_ level: Double, of stress: String) -> String {
    stress == "noise"
      ? String(format: "%.0f dB", level) : String(format: "%.0f %%", level * 100)
  }
}
