import Foundation

/// A confusion matrix as shaded squares: the shade is the share of the true class (the row sums to
/// 1), the numbers are the count and, where there is room, that share.
struct ConfusionMatrixFigure {
  let matrix: ConfusionMatrix
  let title: String

  var figure: Figure {
    let numClasses = matrix.classes.count
    let longest = min(240, matrix.classes.map(GnuplotText.width).max() ?? 0)
    // A square keeps room for a class name of nine letters below it, within reason.
    let cell = numClasses <= 8 ? 80 : numClasses <= 16 ? 50 : 34
    let side = cell * numClasses
    let slants = longest > cell
    let (left, top) = (longest + 50, 52)
    let below = slants ? longest * 2 / 3 + 44 : 56
    let (width, height) = (left + side + 130, top + side + below)
    func x(_ points: Int) -> Double { Double(points) / Double(width) }
    func y(_ points: Int) -> Double { 1 - Double(points) / Double(height) }
    let countSize = cell >= 70 ? 11 : cell >= 45 ? 8 : 6
    let tics = matrix.classes.enumerated()
      .map { "\(GnuplotText.tic($1)) \($0)" }.joined(separator: ", ")
    let ticStyle = "scale 0 nomirror textcolor rgb '\(Palette.ink)'"
    return Figure(
      width: width, height: height,
      commands: [
        "$cells << EOD", cells, "EOD",
        "set label \(GnuplotText.quoted(title)) at screen \(x(left + side / 2)),\(y(26)) "
          + "center font ',13'",
        "set label 'true class' at screen \(x(18)),\(y(top + side / 2)) center rotate by 90",
        "set label 'predicted class' at screen \(x(left + side / 2)),\(y(height - 16)) center",
        "set lmargin at screen \(x(left))", "set rmargin at screen \(x(left + side))",
        "set tmargin at screen \(y(top))", "set bmargin at screen \(y(top + side))",
        "set xrange [-0.5:\(numClasses - 1).5]", "set yrange [\(numClasses - 1).5:-0.5]",
        "set xtics (\(tics)) \(ticStyle)\(slants ? " rotate by -40 left" : "")",
        "set ytics (\(tics)) \(ticStyle)",
        "set border 15 lc rgb '\(Palette.grey)'",
        Palette.shades, "set cbrange [0:1]",
        "set cbtics 0.25 format '%.2f' scale 0.5 textcolor rgb '\(Palette.ink)'",
        "set colorbox user origin screen \(x(left + side + 16)),screen \(y(top + side)) "
          + "size screen \(x(16)),screen \(1 - y(side))",
        "set cblabel 'share of the true class' offset 0.5,0",
        "set style fill solid 1 border lc rgb 'white'",
        "unset key",
        "plot $cells using 1:2:(0.5):(0.5):3 with boxxyerror fillcolor palette z, \\",
        "  $cells using 1:($2-\(countShift)):4:5 with labels font ',\(countSize)' tc rgb variable"
          + (showsShares
            ? ", \\\n  $cells using 1:($2+0.22):6:5 with labels font ',8' tc rgb variable" : ""),
      ])
  }

  /// Shares are printed below the counts where both fit.
  private var showsShares: Bool { matrix.classes.count <= 8 }
  private var countShift: Double { showsShares ? 0.1 : 0 }

  /// Column, row, share, count, text colour, share as text.
  private var cells: String {
    var lines: [String] = []
    for (row, counts) in matrix.counts.enumerated() {
      let support = counts.reduce(0, +)
      for (column, count) in counts.enumerated() {
        let share = support == 0 ? 0 : Double(count) / Double(support)
        let colour = share > 0.55 ? 0xFFFFFF : 0x222222
        let text = String(format: "%.0f%%", share * 100)
        lines.append("\(column) \(row) \(share) \(count) \(colour) \"\(text)\"")
      }
    }
    return lines.joined(separator: "\n")
  }
}
