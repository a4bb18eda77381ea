/// How much a score changes when a part of the input is taken away, as bars from 0.
public struct AblationFigure: Sendable {
  /// One part of the input.
  public struct Row: Sendable, Hashable {
    /// What was taken away.
    public var name: String
    /// Score without it less score with it; negative where the part is worth something.
    public var change: FigureValue
    /// Whether the part gives the label away.
    public var leaks: Bool

    /// Creates a row.
    public init(name: String, change: FigureValue, leaks: Bool = false) {
      (self.name, self.change, self.leaks) = (name, change, leaks)
    }
  }

  /// The rows from above.
  public let rows: [Row]
  /// What the scores are, as `macro F1`.
  public let scoreName: String
  /// The heading.
  public let title: String

  /// Creates the figure.
  public init(_ rows: [Row], scoreName: String, title: String) {
    (self.rows, self.scoreName, self.title) = (rows, scoreName, title)
  }

  /// The drawing.
  public var figure: Figure {
    guard !rows.isEmpty else { return .empty("ablation") }
    let names = rows.map { $0.leaks ? "\($0.name) (leaks the label)" : $0.name }
    let texts = rows.map { $0.change.text(sign: true) }
    let kinds = [("an input", Palette.blue), ("leaks the label", Palette.vermilion)]
    let layout = NamedRows(
      names: names, texts: texts, title: title,
      legend: Legend(
        entries: rows.contains(where: \.leaks)
          ? kinds.map { ($0.0, .bar(colour: $0.1)) } : [],
        width: NamedRows.width(names: names, texts: texts)),
      axisTitle: "change of \(scoreName) without it, 95 % interval",
      range: NamedRows.range(of: rows.map(\.change), and: [0]))
    var commands = layout.commands
    commands += [
      GnuplotText.block("rows", data), "set style fill solid 1 noborder",
      "set arrow from first 0, graph 0 to first 0, graph 1 nohead lw 1 lc rgb '\(Palette.grey)'",
    ]
    var plots = [
      "$rows using (0):1:(0):2:($1-0.32):($1+0.32):5 with boxxyerror fc rgb variable"
    ]
    if rows.contains(where: { $0.change.interval != nil }) {
      plots.append("$rows using 3:1:($4-$3):(0) with vectors nohead lw 1.3 lc rgb '\(Palette.ink)'")
    }
    commands.append("plot " + plots.joined(separator: ", "))
    return Figure(
      name: "ablation", alternative: alternative, canvas: layout.canvas, commands: commands)
  }

  /// Row, change, lower and upper end, colour.
  private var data: [[String]] {
    rows.enumerated().map { index, row in
      let colour = row.leaks ? Palette.vermilion : Palette.blue
      return ["\(index)"]
        + [row.change.value, row.change.extent.lower, row.change.extent.upper]
        .map(GnuplotText.number) + [colour.replacing("#", with: "0x")]
    }
  }

  private var alternative: String {
    let texts = rows.map {
      "without \($0.name) \($0.change.text(sign: true))\($0.leaks ? ", it leaks the label" : "")"
    }
    return "\(title): change of \(scoreName): \(texts.joined(separator: "; "))"
  }
}
