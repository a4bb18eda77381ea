import AttuneCore
import Foundation

/// Figures of what each input is worth, and of what happens as inputs get worse.
public enum SensitivityFigures {
  /// What a model loses of its macro F1 without each part.
  ///
  /// - Parameter name: What the model is called; its own name by default.
  /// - Returns: An empty figure where nobody looked.
  public static func ablation(_ report: SensitivityReport, name: String? = nil) -> Figure {
    let leaks = Set((report.leaks ?? []).map(\.part))
    return AblationFigure(
      (report.exchanges ?? []).map { exchange in
        let change = exchange.without.change(of: .macroF1)
        return AblationFigure.Row(
          name: exchange.part.title,
          change: FigureValue(
            change?.difference ?? exchange.without.macroF1 - report.unchanged.macroF1,
            change?.interval),
          leaks: leaks.contains(exchange.part))
      }, scoreName: "macro F1", title: title(name ?? report.model, report.split)
    ).figure
  }

  /// Accuracy of models as their inputs get worse, a line a model.
  ///
  /// - Parameter reports: The models by name, all of one split.
  /// - Returns: An empty figure where no model was stressed.
  public static func robustness(_ reports: [(name: String, report: SensitivityReport)]) -> Figure {
    let stressed = reports.filter { $0.report.curves?.isEmpty == false }
    let panels = Stress.allCases.filter { stress in
      stressed.contains { $0.report.curve(stress) != nil }
    }.map { stress in
      RobustnessFigure.Panel(
        name: stress.title, levels: ["none"] + stress.levels.map(stress.text),
        scores: stressed.map { _, report in
          guard let curve = report.curve(stress) else { return [] }
          return [FigureValue(report.unchanged.accuracy)]
            + stress.levels.map { level in
              curve.points.first { $0.level == level }.map { FigureValue($0.figures.accuracy) }
            }
        })
    }
    return RobustnessFigure(
      series: stressed.map(\.name), panels: panels, scoreName: "accuracy",
      title: title("As inputs get worse", stressed.first?.report.split)
    ).figure
  }

  private static func title(_ name: String, _ split: Split?) -> String {
    name + (split.map { ", \($0.rawValue) split" } ?? "")
  }
}

extension SensitivityReport {
  fileprivate func curve(_ stress: Stress) -> Curve? { curves?.first { $0.stress == stress } }
}

extension InputPart {
  /// The part in words.
  var title: String { rawValue.replacing("_", with: " ") }
}

extension Stress {
  /// What is done, in words.
  var title: String {
    switch self {
    case .noise: "white noise in the sounds"
    case .lostFrames: "frames lost"
    case .lostWords: "words lost"
    case .missingAudio: "without sound"
    case .missingVideo: "without pictures"
    case .missingText: "without words"
    }
  }

  /// A level as an axis has it.
  func text(_ level: Double) -> String {
    switch self {
    case .noise: String(format: "%.0f dB", level)
    default: String(format: "%.0f %%", level * 100)
    }
  }
}
