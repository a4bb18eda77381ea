/// Groups of up to three bars between 0 and 1, the value above each bar, with its interval where
/// that is known.
public struct BarGroupsFigure: Sendable {
  /// What stands side by side.
  public struct Group: Sendable, Hashable {
    /// Below the bars.
    public var name: String
    /// Below the name, in smaller words; may be empty.
    public var note: String
    /// One for each series, 0…1.
    public var values: [FigureValue]

    /// Creates a group.
    public init(name: String, note: String, values: [FigureValue]) {
      (self.name, self.note, self.values) = (name, note, values)
    }
  }

  /// Name of the figure's files.
  public let name: String
  /// The heading.
  public let title: String
  /// What the bars of a group are, one to three.
  public let series: [String]
  /// The groups from left to right.
  public let groups: [Group]

  private static let colours = [Palette.blue, Palette.orange, Palette.green]

  /// Creates the figure; values beyond the series, and series beyond three, are left out.
  public init(name: String, title: String, series: [String], groups: [Group]) {
    (self.name, self.title) = (name, title)
    self.series = Array(series.prefix(3))
    self.groups = groups
  }

  private var showsValues: Bool { groups.count <= 14 }

  /// The drawing.
  public var figure: Figure {
    guard !groups.isEmpty, !series.isEmpty else { return .empty(name) }
    let bar = showsValues ? 30 : 11
    // A group is as wide as its name, as long as the whole stays on a page.
    let names = groups.map { max(GnuplotText.width($0.name), GnuplotText.width($0.note)) }
    let bars = bar * series.count + (showsValues ? 26 : 12)
    let wide = max(bars, (names.max() ?? 0) + 8)
    let slants = wide * groups.count > 1000
    let group = slants ? bars : wide
    let longest = slants ? ticNames(slants: true).map(GnuplotText.width).max() ?? 0 : 0
    let right = slants ? max(16, longest * 5 / 6 - group / 2 + 8) : 16
    let below = slants ? longest * 3 / 5 + 20 : 52
    let left = 62
    let width = max(460, group * groups.count + left + right)
    let legend = Legend(
      entries: zip(series, Self.colours).map { ($0, .bar(colour: $1)) }, width: width)
    let top = 56 + legend.height
    let canvas = Canvas(width: width, height: top + 280 + below)
    let tics = ticNames(slants: slants).enumerated()
      .map { "\(GnuplotText.tic($1)) \($0)" }.joined(separator: ", ")
    var commands = [GnuplotText.block("bars", rows(of: bar, in: group)), canvas.title(title)]
    commands += canvas.panel(left: left, top: top, width: width - left - right, height: 280)
    commands += legend.commands(on: canvas, top: 38)
    commands += [
      "set xrange [-0.5:\(groups.count - 1).5]", "set yrange [0:1.06]",
      "set ytics 0.2 format '%.1f' \(Canvas.ticStyle)",
      "set xtics (\(tics)) scale 0 nomirror textcolor rgb '\(Palette.ink)'"
        + (slants ? " rotate by -35 left" : ""),
      Canvas.grid("ytics"), Canvas.border, "set style fill solid 1 noborder", "unset key",
    ]
    if !slants {
      for (index, group) in groups.enumerated() where !group.note.isEmpty {
        commands.append(
          "set label \(GnuplotText.quoted(group.note)) at first \(index), screen "
            + "\(canvas.y(top + 280 + 34)) center font ',9' tc rgb '\(Palette.grey)'")
      }
    }
    commands.append(plot(step: Double(bar) / Double(group)))
    return Figure(name: name, alternative: alternative, canvas: canvas, commands: commands)
  }

  private var alternative: String {
    let texts = groups.map { group in
      let values = zip(series, group.values).map { "\($0) \($1.text())" }
      return "\(group.name): \(values.joined(separator: ", "))"
    }
    return "\(title). \(texts.joined(separator: "; "))"
  }

  /// Draws bars, then intervals, then values, so that none hides what follows.
  private func plot(step: Double) -> String {
    var parts = series.indices.map { index in
      "$bars using ($5==\(index)?$1:NaN):2:(\(step * 0.92)) with boxes "
        + "lc rgb '\(Self.colours[index])'"
    }
    if groups.contains(where: { $0.values.contains { $0.interval != nil } }) {
      parts.append(
        "$bars using 1:3:(0):($4-$3) with vectors nohead lw 1.3 lc rgb '\(Palette.ink)'")
    }
    if showsValues {
      parts.append("$bars using 1:($4+0.025):6 with labels font ',8' tc rgb '\(Palette.ink)'")
    }
    return "plot " + parts.joined(separator: ", ")
  }

  /// Place, value, lower and upper end of what is drawn, series, value as text.
  private func rows(of bar: Int, in group: Int) -> [[String]] {
    let step = Double(bar) / Double(group)
    return groups.enumerated().flatMap { place, group in
      zip(series.indices, group.values).map { index, value in
        let shift = (Double(index) - Double(series.count - 1) / 2) * step
        let extent = value.extent
        return [
          "\(Double(place) + shift)", GnuplotText.number(value.value),
          GnuplotText.number(extent.lower), GnuplotText.number(extent.upper),
          "\(index)", "\"\(GnuplotText.short(value.value))\"",
        ]
      }
    }
  }

  /// Slanted names have no room for a line below them.
  private func ticNames(slants: Bool) -> [String] {
    groups.map { group in
      let name = slants && !group.note.isEmpty ? "\(group.name) (\(group.note))" : group.name
      return GnuplotText.shortened(name, to: 240)
    }
  }
}
