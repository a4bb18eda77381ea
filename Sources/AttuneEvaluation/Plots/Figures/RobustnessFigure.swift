/// How a score falls as the input gets worse, a panel for each way in which it does.
public struct RobustnessFigure: Sendable {
  /// One way in which the input gets worse.
  public struct Panel: Sendable, Hashable {
    /// What is done to the input.
    public var name: String
    /// The levels from none to the worst, as `20 dB`.
    public var levels: [String]
    /// For each series one score a level; `nil` where it was not measured.
    public var scores: [[FigureValue?]]

    /// Creates a panel.
    public init(name: String, levels: [String], scores: [[FigureValue?]]) {
      (self.name, self.levels, self.scores) = (name, levels, scores)
    }
  }

  /// Names of what was scored, as models.
  public let series: [String]
  /// The panels.
  public let panels: [Panel]
  /// What the scores are, as `accuracy`.
  public let scoreName: String
  /// The heading.
  public let title: String

  /// Creates the figure.
  public init(series: [String], panels: [Panel], scoreName: String, title: String) {
    (self.series, self.panels) = (series, panels.filter { !$0.levels.isEmpty })
    (self.scoreName, self.title) = (scoreName, title)
  }

  /// The drawing.
  public var figure: Figure {
    guard !panels.isEmpty, !series.isEmpty else { return .empty("robustness") }
    let numColumns = min(panels.count, panels.count == 4 ? 2 : 3)
    let numRows = (panels.count + numColumns - 1) / numColumns
    let (left, gapX) = (66, 28)
    let side = panels.count == 1 ? 320 : 240
    // Level names that would touch each other are slanted.
    let slanting = panels.filter { panel in
      panel.levels.contains { GnuplotText.width($0) > side / panel.levels.count - 6 }
    }
    let longest = slanting.flatMap(\.levels).map { min(110, GnuplotText.width($0)) }.max() ?? 0
    let gapY = 66 + longest / 2
    let width = left + numColumns * (side + gapX) + longest * 3 / 5
    let legend = Legend(
      entries: series.enumerated().map { index, name in
        let line = Palette.line(index)
        return (
          name, .line(colour: line.colour, pointType: line.pointType, dashType: line.dashType)
        )
      }, width: width)
    let top = 70 + legend.height
    let canvas = Canvas(width: width, height: top + numRows * (180 + gapY))
    var commands = ["set multiplot", canvas.title(title)]
    commands += legend.commands(on: canvas, top: 36)
    commands += [
      canvas.text(
        scoreName, x: 16, y: top + (numRows * (180 + gapY) - gapY) / 2, isUpright: true),
      "set yrange [0:1]", "unset key", Canvas.border, Canvas.grid("ytics"),
    ]
    for (index, panel) in panels.enumerated() {
      let (column, row) = (index % numColumns, index / numColumns)
      let (x, y) = (left + column * (side + gapX), top + row * (180 + gapY))
      let slants = slanting.contains(panel)
      let tics = panel.levels.enumerated().map { place, level in
        "\(GnuplotText.tic(GnuplotText.shortened(level, to: 110))) \(place)"
      }
      commands += canvas.panel(left: x, top: y, width: side, height: 180)
      commands += [
        GnuplotText.block("panel\(index)", data(of: panel)),
        canvas.text(GnuplotText.shortened(panel.name, to: side), x: x + side / 2, y: y - 14),
        "set xrange [-0.3:\(panel.levels.count - 1).3]",
        "set xtics (\(tics.joined(separator: ", "))) \(Canvas.ticStyle)"
          + (slants ? " rotate by -35 left" : " norotate"),
        "set ytics 0.2 format '\(column == 0 ? "%.1f" : "")' \(Canvas.ticStyle)",
        plot(panel, index),
      ]
      commands += Canvas.clear
    }
    commands.append("unset multiplot")
    return Figure(name: "robustness", alternative: alternative, canvas: canvas, commands: commands)
  }

  private func plot(_ panel: Panel, _ panelIndex: Int) -> String {
    let parts = zip(series.indices, panel.scores).flatMap { index, scores -> [String] in
      let line = Palette.line(index)
      guard scores.contains(where: { $0?.value.isFinite == true }) else { return [] }
      func columns(_ names: String) -> String {
        "$panel\(panelIndex) using ($5==\(index)?$1:NaN):\(names)"
      }
      return [
        columns("3:(0):($4-$3)") + " with vectors nohead lw 1.2 lc rgb '\(line.colour)'",
        columns("2") + " with linespoints lw 2 dt \(line.dashType) pt \(line.pointType) ps 0.8 "
          + "lc rgb '\(line.colour)'",
      ]
    }
    return "plot " + (parts.isEmpty ? ["-1"] : parts).joined(separator: ", ")
  }

  /// Level, score, lower and upper end, series; series stand a little beside each other.
  private func data(of panel: Panel) -> [[String]] {
    zip(series.indices, panel.scores).flatMap { index, scores in
      zip(panel.levels.indices, scores).map { level, score in
        let shift = (Double(index) - Double(series.count - 1) / 2) * 0.06
        return ["\(Double(level) + shift)"]
          + [score?.value, score?.extent.lower, score?.extent.upper]
          .map(GnuplotText.number) + ["\(index)"]
      }
    }
  }

  private var alternative: String {
    let texts = panels.flatMap { panel in
      zip(series, panel.scores).map { name, scores in
        let values = zip(panel.levels, scores).map { "\($0) \($1?.text() ?? "not measured")" }
        return "\(name), \(panel.name): \(values.joined(separator: ", "))"
      }
    }
    return "\(title): \(scoreName) as the input gets worse; \(texts.joined(separator: "; "))"
  }
}
