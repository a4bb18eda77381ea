import Foundation

/// A plot with a named row for each value: names to the left, numbers to the right.
struct NamedRows {
  let names: [String]
  /// What stands to the right of each row.
  let texts: [String]
  let title: String
  let legend: Legend
  let axisTitle: String
  /// From where to where the horizontal axis goes.
  let range: ClosedRange<Double>

  static let plotWidth = 330
  private static let rowHeight = 26

  private var shortNames: [String] { names.map { GnuplotText.shortened($0, to: 260) } }
  private var left: Int { (shortNames.map(GnuplotText.width).max() ?? 0) + 22 }
  private var top: Int { 44 + legend.height }
  private var height: Int { names.count * Self.rowHeight + 10 }

  /// Width of a figure with these names and texts, known before the legend is laid out.
  static func width(names: [String], texts: [String]) -> Int {
    let left = names.map { min(260, GnuplotText.width($0)) }.max() ?? 0
    return left + 22 + plotWidth + 18 + (texts.map(GnuplotText.width).max() ?? 0)
  }

  var canvas: Canvas {
    Canvas(width: Self.width(names: shortNames, texts: texts), height: top + height + 52)
  }

  /// Everything but the plot; row `i` lies at `y = i`, from above.
  var commands: [String] {
    let canvas = canvas
    var commands = [canvas.title(title)]
    commands += canvas.panel(left: left, top: top, width: Self.plotWidth, height: height)
    commands += legend.commands(on: canvas, top: 36)
    for (row, text) in texts.enumerated() {
      let y = top + 5 + row * Self.rowHeight + Self.rowHeight / 2
      commands.append(canvas.text(text, x: left + Self.plotWidth + 12, y: y, .left, size: 10))
    }
    let tics = shortNames.enumerated().map { "\(GnuplotText.tic($1)) \($0)" }
    commands += [
      "set xrange [\(range.lowerBound):\(range.upperBound)]",
      "set yrange [\(Double(names.count) - 0.31):-0.69]", "unset key",
      "set border 1 lc rgb '\(Palette.grey)'", Canvas.grid("xtics"),
      "set ytics (\(tics.joined(separator: ", "))) scale 0 nomirror "
        + "textcolor rgb '\(Palette.ink)'",
      "set xtics \(Self.step(range)) format '%g' \(Canvas.ticStyle)",
      "set xlabel \(GnuplotText.quoted(axisTitle))",
    ]
    return commands
  }

  /// About five tics, at 1, 2 or 5 of a power of ten.
  private static func step(_ range: ClosedRange<Double>) -> Double {
    let rough = (range.upperBound - range.lowerBound) / 5
    let power = pow(10, floor(log10(rough)))
    return ([1, 2, 5].first { $0 * power >= rough * 0.99 } ?? 10) * power
  }

  /// An axis that shows all of `values` and a little more, within `limits`.
  static func range(
    of values: [FigureValue], and others: [Double] = [],
    within limits: ClosedRange<Double> = -.infinity ... .infinity
  ) -> ClosedRange<Double> {
    let ends = (values.flatMap { [$0.extent.lower, $0.extent.upper] } + others)
      .filter(\.isFinite)
    let (lowest, highest) = (ends.min() ?? 0, ends.max() ?? 1)
    // A single value would else lie in the middle of thousandths.
    let margin = max(highest - lowest < 0.1 ? 0.05 : 0.02, (highest - lowest) * 0.06)
    let lower = max(limits.lowerBound, lowest - margin)
    return lower...max(lower + 0.01, min(limits.upperBound, highest + margin))
  }
}
