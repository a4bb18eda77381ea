/// Loss and scores over epochs, side by side.
public struct TrainingCurvesFigure: Sendable {
  /// The epochs.
  public let points: [EpochPoint]
  /// The heading.
  public let title: String

  /// Creates the figure.
  public init(_ points: [EpochPoint], title: String) {
    (self.points, self.title) = (points, title)
  }

  /// The drawing.
  public var figure: Figure {
    guard !points.isEmpty else { return .empty("training_curves") }
    let epochs = points.map(\.epoch)
    let (first, last) = (epochs.min() ?? 1, epochs.max() ?? 1)
    // Whole epochs only, ten tics at most.
    let step = max(1, (last - first + 9) / 10)
    let canvas = Canvas(width: 860, height: 380)
    var commands = [
      GnuplotText.block("points", data),
      "set multiplot",
      canvas.title(title), Canvas.border, Canvas.grid("xtics ytics"),
      "set xrange [\(Double(first) - 0.3):\(Double(last) + 0.3)]",
      "set xtics \(first),\(step) format '%.0f' \(Canvas.ticStyle)", "set xlabel 'epoch'",
      "set tmargin at screen 0.82", "set bmargin at screen 0.16",
      "set key at graph 0.5,1.08 center maxrows 1 reverse Left samplen 2.5",
      "set lmargin at screen 0.085", "set rmargin at screen 0.475",
      "set ylabel 'loss' offset 0.5,0", "set yrange [0:*]",
      "set ytics format '%g' \(Canvas.ticStyle)",
      plot([
        Curve(2, \.trainLoss, "train", Palette.blue, pointType: 7),
        Curve(3, \.validationLoss, "validation", Palette.vermilion, pointType: 4),
      ]),
    ]
    commands += Canvas.clear
    commands += [
      "set lmargin at screen 0.585", "set rmargin at screen 0.975",
      "set ylabel 'score on validation' offset 0.5,0", "set yrange [0:1]",
      "set ytics 0.2 format '%.1f' \(Canvas.ticStyle)",
      plot([
        Curve(4, \.accuracy, "accuracy", Palette.green, pointType: 9),
        Curve(5, \.macroF1, "macro F1", Palette.orange, pointType: 12),
      ]),
      "unset multiplot",
    ]
    return Figure(
      name: "training_curves", alternative: alternative, canvas: canvas, commands: commands)
  }

  /// A line that differs from the others in colour and in the shape of its points.
  private struct Curve {
    let column: Int
    let value: KeyPath<EpochPoint, Double?>
    let name: String
    let colour: String
    let pointType: Int

    init(
      _ column: Int, _ value: KeyPath<EpochPoint, Double?>, _ name: String, _ colour: String,
      pointType: Int
    ) {
      self.column = column
      self.value = value
      self.name = name
      self.colour = colour
      self.pointType = pointType
    }
  }

  /// Draws what was measured; gnuplot takes a curve without any number for an error.
  private func plot(_ curves: [Curve]) -> String {
    let measured = curves.filter { curve in
      points.contains { $0[keyPath: curve.value]?.isFinite == true }
    }
    if measured.isEmpty {
      return "set label 2 'not measured' at graph 0.5,0.5 center tc rgb '\(Palette.grey)'\n"
        + "plot [][0:1] 2 notitle\nunset label 2"
    }
    return "plot "
      + measured.map { curve in
        "$points using 1:\(curve.column) with linespoints lw 2 lc rgb '\(curve.colour)' "
          + "pt \(curve.pointType) ps 0.8 title '\(curve.name)'"
      }.joined(separator: ", ")
  }

  private var data: [[String]] {
    points.map { point in
      let values = [point.trainLoss, point.validationLoss, point.accuracy, point.macroF1]
      return ["\(point.epoch)"] + values.map(GnuplotText.number)
    }
  }

  private var alternative: String {
    let best = points.filter { $0.macroF1?.isFinite == true }
      .max { ($0.macroF1 ?? 0) < ($1.macroF1 ?? 0) }
    let text = best.map {
      "; macro F1 on validation is highest at epoch \($0.epoch), "
        + FigureValue($0.macroF1 ?? 0).text()
    }
    return "\(title): loss and scores over \(points.count) epochs\(text ?? "")"
  }
}
