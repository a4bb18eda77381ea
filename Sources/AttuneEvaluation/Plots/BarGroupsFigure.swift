import Foundation

/// Groups of up to three bars between 0 and 1, the value above each bar.
struct BarGroupsFigure {
  struct Group {
    let name: String
    /// Below the name, in smaller words; may be empty.
    let note: String
    /// One for each series.
    let values: [Double]
  }

  let title: String
  let series: [String]
  let groups: [Group]

  private static let colours = [Palette.blue, Palette.orange, Palette.green]

  var figure: Figure {
    let showsValues = groups.count <= 14
    let bar = showsValues ? 30 : 11
    // A group is as wide as its name, as long as the whole stays on a page.
    let names = groups.map { max(GnuplotText.width($0.name), GnuplotText.width($0.note)) }
    let bars = bar * series.count + (showsValues ? 26 : 12)
    let wide = max(bars, (names.max() ?? 0) + 8)
    let slants = wide * groups.count > 1000
    let group = slants ? bars : wide
    let longest = slants ? min(320, ticNames(slants: true).map(GnuplotText.width).max() ?? 0) : 0
    let (left, top) = (62, 84)
    let right = slants ? max(16, longest * 5 / 6 - group / 2 + 8) : 16
    let below = slants ? longest * 3 / 5 + 20 : 52
    let width = max(460, group * groups.count + left + right)
    let height = top + 280 + below
    func x(_ points: Int) -> Double { Double(points) / Double(width) }
    func y(_ points: Int) -> Double { 1 - Double(points) / Double(height) }
    let ticStyle = "nomirror textcolor rgb '\(Palette.ink)'"
    let tics = ticNames(slants: slants).enumerated()
      .map { "\(GnuplotText.tic($1)) \($0)" }.joined(separator: ", ")
    var commands = [
      "$bars << EOD", data, "EOD",
      "set label \(GnuplotText.quoted(title)) at screen 0.5,\(y(22)) center font ',13'",
      "set lmargin at screen \(x(left))", "set rmargin at screen \(x(width - right))",
      "set tmargin at screen \(y(top))", "set bmargin at screen \(y(top + 280))",
      "set xrange [-0.5:\(groups.count - 1).5]", "set yrange [0:1.06]",
      "set ytics 0.2 format '%.1f' scale 0.5 \(ticStyle)",
      "set xtics (\(tics)) scale 0 \(ticStyle)\(slants ? " rotate by -35 left" : "")",
      "set grid ytics back lt 1 lw 0.5 lc rgb '\(Palette.grid)'",
      "set border 3 lc rgb '\(Palette.grey)'",
      "set style fill solid 1 noborder", "unset key",
    ]
    // gnuplot's own key drops entries where it thinks that they do not fit.
    var place = (width - series.reduce(0) { $0 + GnuplotText.width($1) + 34 } + 14) / 2
    for name in series.indices {
      commands += [
        "set object rectangle from screen \(x(place)),\(y(56)) to screen \(x(place + 12)),"
          + "\(y(44)) fc rgb '\(Self.colours[name % 3])' fs solid noborder",
        "set label \(GnuplotText.quoted(series[name])) at screen \(x(place + 17)),\(y(50)) left",
      ]
      place += GnuplotText.width(series[name]) + 34
    }
    if !slants {
      for (index, group) in groups.enumerated() where !group.note.isEmpty {
        commands.append(
          "set label \(GnuplotText.quoted(group.note)) at first \(index), screen "
            + "\(y(top + 280 + 34)) center font ',9' tc rgb '\(Palette.grey)'")
      }
    }
    commands.append(plot(step: Double(bar) / Double(group), showsValues: showsValues))
    return Figure(width: width, height: height, commands: commands)
  }

  private func plot(step: Double, showsValues: Bool) -> String {
    let parts = series.indices.map { index -> String in
      let shift = (Double(index) - Double(series.count - 1) / 2) * step
      let column = index + 2
      let bars =
        "$bars using ($1+\(shift)):\(column):(\(step * 0.92)) with boxes "
        + "lc rgb '\(Self.colours[index % 3])'"
      let values =
        "$bars using ($1+\(shift)):($\(column)+0.025):\(column + series.count) "
        + "with labels font ',8' tc rgb '\(Palette.ink)'"
      return showsValues ? "\(bars), \(values)" : bars
    }
    return "plot " + parts.joined(separator: ", ")
  }

  /// Position, the values, the values as text.
  private var data: String {
    groups.enumerated().map { index, group in
      let values = group.values.map(GnuplotText.number)
      let texts = group.values.map { "\"\(Self.shortText($0))\"" }
      return (["\(index)"] + values + texts).joined(separator: " ")
    }.joined(separator: "\n")
  }

  /// Two digits, as a bar is not wider: `.83`, `1.0`.
  private static func shortText(_ value: Double) -> String {
    let text = String(format: "%.2f", value)
    return text.hasPrefix("0") ? String(text.dropFirst()) : String(text.prefix(3))
  }

  /// Slanted names have no room for a line below them.
  private func ticNames(slants: Bool) -> [String] {
    groups.map { group in
      slants && !group.note.isEmpty ? "\(group.name) (\(group.note))" : group.name
    }
  }
}
