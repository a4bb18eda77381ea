import Foundation

/// A confusion matrix as shaded squares: the shade is the share of the true class (the row sums to
/// 1), the numbers are the count and, where there is room, that share.
public struct ConfusionMatrixFigure: Sendable {
  /// What is drawn.
  public let matrix: ConfusionMatrix
  /// The heading.
  public let title: String

  /// Creates the figure.
  public init(_ matrix: ConfusionMatrix, title: String) {
    (self.matrix, self.title) = (matrix, title)
  }

  /// The drawing.
  public var figure: Figure {
    let numClasses = matrix.classes.count
    let names = matrix.classes.map { GnuplotText.shortened($0, to: 150) }
    let longest = names.map(GnuplotText.width).max() ?? 0
    // A square keeps room for a class name of nine letters below it, within reason.
    let cell = numClasses <= 8 ? 80 : numClasses <= 16 ? 50 : 34
    let side = cell * numClasses
    let slants = longest > cell
    let (left, top) = (longest + 50, 52)
    let below = slants ? longest * 2 / 3 + 44 : 56
    // Slanted names reach beyond the last square.
    let right = max(108, slants ? longest * 4 / 5 + 12 - cell / 2 : 0)
    let canvas = Canvas(
      width: max(320, left + side + right), height: top + side + below)
    let countSize = cell >= 70 ? 11 : cell >= 45 ? 8 : 7
    let tics = names.enumerated()
      .map { "\(GnuplotText.tic($1)) \($0)" }.joined(separator: ", ")
    let ticStyle = "scale 0 nomirror textcolor rgb '\(Palette.ink)'"
    let barTop = top + max(0, side - 400) / 2
    let barHeight = min(side, 400)
    var commands = [
      GnuplotText.block("cells", cells), canvas.title(title),
      canvas.text("true class", x: 18, y: top + side / 2, isUpright: true),
      canvas.text("predicted class", x: left + side / 2, y: canvas.height - 16),
    ]
    commands += canvas.panel(left: left, top: top, width: side, height: side)
    commands += [
      "set xrange [-0.5:\(numClasses - 1).5]", "set yrange [\(numClasses - 1).5:-0.5]",
      "set xtics (\(tics)) \(ticStyle)\(slants ? " rotate by -40 left" : "")",
      "set ytics (\(tics)) \(ticStyle)",
      "set border 15 lc rgb '\(Palette.grey)'",
      Palette.shades, "set cbrange [0:1]",
      "set cbtics 0.25 format '%.2f' scale 0.5 textcolor rgb '\(Palette.ink)'",
      "set colorbox user origin screen \(canvas.x(left + side + 16)),"
        + "screen \(canvas.y(barTop + barHeight)) "
        + "size screen \(canvas.x(16)),screen \(Double(barHeight) / Double(canvas.height))",
      "set cblabel 'share of the true class' offset 0.5,0",
      "set style fill solid 1 border lc rgb 'white'",
      "unset key",
      "plot $cells using 1:2:(0.5):(0.5):3 with boxxyerror fillcolor palette z, \\",
      "  $cells using 1:($2-\(countShift)):4:5 with labels font ',\(countSize)' tc rgb variable"
        + (showsShares
          ? ", \\\n  $cells using 1:($2+0.22):6:5 with labels font ',8' tc rgb variable" : ""),
    ]
    return Figure(
      name: "confusion_matrix", alternative: alternative, canvas: canvas, commands: commands)
  }

  private var alternative: String {
    let correct = matrix.classes.indices.reduce(0) { $0 + matrix.counts[$1][$1] }
    return
      "\(title): confusion matrix, a row a true class, a column a predicted one; \(correct) of "
      + "\(matrix.total) lie on the diagonal"
  }

  /// Shares are printed below the counts where both fit.
  private var showsShares: Bool { matrix.classes.count <= 8 }
  private var countShift: Double { showsShares ? 0.1 : 0 }

  /// Column, row, share, count, text colour, share as text.
  private var cells: [[String]] {
    var lines: [[String]] = []
    for (row, counts) in matrix.counts.enumerated() {
      let support = counts.reduce(0, +)
      for (column, count) in counts.enumerated() {
        let share = support == 0 ? 0 : Double(count) / Double(support)
        let colour = share > 0.55 ? 0xFFFFFF : count == 0 ? 0x8A8A8A : 0x222222
        let text = String(format: "%.0f%%", share * 100)
        lines.append(["\(column)", "\(row)", "\(share)", "\(count)", "\(colour)", "\"\(text)\""])
      }
    }
    return lines
  }
}
