/// How often the answers that are given are wrong, when only the surest ones are given
/// (El-Yaniv and Wiener 2010).
public struct RiskCoverageFigure: Sendable {
  /// A curve a model: over the share of rows that are answered, the share of these that is wrong;
  /// from left to right, both 0…1.
  public let series: [CurveSeries]
  /// The heading.
  public let title: String

  /// Creates the figure.
  public init(_ series: [CurveSeries], title: String) {
    self.series = series.filter { !$0.points.isEmpty }
    self.title = title
  }

  /// The drawing.
  public var figure: Figure {
    guard !series.isEmpty else { return .empty("risk_coverage") }
    let width = 560
    let legend = Legend(
      entries: series.enumerated().map { index, curve in
        let line = Palette.line(index)
        return (
          curve.name,
          .line(colour: line.colour, pointType: line.pointType, dashType: line.dashType)
        )
      }, width: width)
    let top = 48 + legend.height
    let canvas = Canvas(width: width, height: top + 300 + 58)
    var commands = [canvas.title(title)]
    for (index, curve) in series.enumerated() {
      commands.append(
        GnuplotText.block("curve\(index)", curve.points.thinned.map { ["\($0.x)", "\($0.y)"] }))
    }
    commands += canvas.panel(left: 70, top: top, width: width - 104, height: 300)
    commands += legend.commands(on: canvas, top: 38)
    commands += [
      "set xrange [0:1]", "set yrange [0:*]", "unset key", Canvas.border,
      Canvas.grid("xtics ytics"),
      "set xtics ('0 %%' 0, '20 %%' 0.2, '40 %%' 0.4, '60 %%' 0.6, '80 %%' 0.8, '100 %%' 1) "
        + Canvas.ticStyle,
      "set ytics format '%.2f' \(Canvas.ticStyle)",
      "set xlabel 'coverage: share of the rows that are answered, the surest first'",
      canvas.text("risk: share of these that is wrong", x: 16, y: top + 150, isUpright: true),
      "plot " + series.indices.map { plot($0) }.joined(separator: ", "),
    ]
    return Figure(
      name: "risk_coverage", alternative: alternative, canvas: canvas, commands: commands)
  }

  private func plot(_ index: Int) -> String {
    let line = Palette.line(index)
    // A point in ten on a line: enough to tell lines apart, few enough to see them.
    let every = max(1, series[index].points.thinned.count / 10)
    return "$curve\(index) using 1:2 with linespoints lw 2 dt \(line.dashType) "
      + "pt \(line.pointType) ps 0.7 pi \(every) lc rgb '\(line.colour)'"
  }

  private var alternative: String {
    let texts = series.map { curve -> String in
      func risk(at coverage: Double) -> String {
        let point = curve.points.min { abs($0.x - coverage) < abs($1.x - coverage) }
        return FigureValue(point?.y ?? 0).text()
      }
      return "\(curve.name) is wrong in \(risk(at: 1)) of all rows and in \(risk(at: 0.5)) of the "
        + "half that it is surest of"
    }
    return "\(title): risk over coverage; \(texts.joined(separator: "; "))"
  }
}
