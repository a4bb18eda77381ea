/// The score of each model with its interval as a dot and a line, against the best single model.
public struct ComparisonFigure: Sendable {
  /// What made a score.
  public enum Kind: String, Sendable, CaseIterable {
    /// One model.
    case model
    /// Several models fused.
    case fusion
    /// The best that fusion could be: a model that is right, wherever one is.
    case oracle
    /// No model: a constant answer, or something else to beat.
    case baseline
  }

  /// One model.
  public struct Row: Sendable, Hashable {
    /// Name of the model.
    public var name: String
    /// What made the score.
    public var kind: Kind
    /// The score.
    public var score: FigureValue

    /// Creates a row.
    public init(name: String, kind: Kind, score: FigureValue) {
      (self.name, self.kind, self.score) = (name, kind, score)
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

  /// The single model that scores highest.
  private var best: Row? {
    rows.filter { $0.kind == .model && $0.score.value.isFinite }
      .max { $0.score.value < $1.score.value }
  }

  /// The drawing.
  public var figure: Figure {
    guard !rows.isEmpty else { return .empty("fusion_comparison") }
    let (names, texts) = (rows.map(\.name), rows.map { $0.score.text() })
    let kinds = Kind.allCases.filter { kind in rows.contains { $0.kind == kind } }
    let layout = NamedRows(
      names: names, texts: texts, title: title,
      legend: Legend(
        entries: kinds.map { ($0.rawValue, .point(colour: $0.colour, pointType: $0.pointType)) },
        width: NamedRows.width(names: names, texts: texts)),
      axisTitle: "\(scoreName), 95 % interval",
      range: NamedRows.range(of: rows.map(\.score), within: 0...1))
    var commands = layout.commands
    commands.append(GnuplotText.block("rows", data))
    if let best { commands += reference(best) }
    let intervals =
      rows.contains { $0.score.interval != nil }
      ? ["$rows using 3:1:($4-$3):(0):6 with vectors nohead lw 2 lc rgb variable"] : []
    let points = kinds.map { kind in
      "$rows using ($5==\(kind.pointType)?$2:NaN):1 with points pt \(kind.pointType) ps 1.1 "
        + "lc rgb '\(kind.colour)'"
    }
    commands.append("plot " + (intervals + points).joined(separator: ", "))
    return Figure(
      name: "fusion_comparison", alternative: alternative, canvas: layout.canvas,
      commands: commands)
  }

  /// A line at the best single model, over a band as wide as its interval.
  private func reference(_ best: Row) -> [String] {
    let extent = best.score.extent
    return [
      "set object rectangle from first \(extent.lower), graph 0 to "
        + "first \(extent.upper), graph 1 behind fc rgb '\(Palette.band)' fs solid noborder",
      "set arrow from first \(best.score.value), graph 0 to first \(best.score.value), graph 1 "
        + "nohead back dt 2 lw 1.2 lc rgb '\(Palette.grey)'",
    ]
  }

  /// Row, score, lower and upper end, shape and colour.
  private var data: [[String]] {
    rows.enumerated().map { index, row in
      ["\(index)"]
        + [row.score.value, row.score.extent.lower, row.score.extent.upper]
        .map(GnuplotText.number)
        + ["\(row.kind.pointType)", row.kind.colour.replacing("#", with: "0x")]
    }
  }

  private var alternative: String {
    let texts = rows.map { "\($0.name) \($0.score.text())" }
    let against = best.map { "; the best single model is \($0.name)" } ?? ""
    return "\(title): \(scoreName) with 95 % intervals: \(texts.joined(separator: ", "))\(against)"
  }
}

extension ComparisonFigure.Kind {
  fileprivate var colour: String {
    switch self {
    case .model: Palette.blue
    case .fusion: Palette.vermilion
    case .oracle: Palette.green
    case .baseline: Palette.grey
    }
  }

  fileprivate var pointType: Int {
    switch self {
    case .model: 7
    case .fusion: 13
    case .oracle: 9
    case .baseline: 5
    }
  }
}
