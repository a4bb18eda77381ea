/// A small curve for each class against all others, side by side.
public struct ClassCurvesFigure: Sendable {
  /// What the curves are.
  public enum Kind: Sendable {
    /// True positive rate over false positive rate; the number is the area under the curve.
    case receiverOperating
    /// Precision over recall; the number is the average precision.
    case precisionRecall
  }

  /// The curve of one class.
  public struct Curve: Sendable, Hashable {
    /// The class, its points from left to right on axes from 0 to 1.
    public var series: CurveSeries
    /// The area or the average precision, or `nil` where the class has no row or all of them.
    public var score: Double?
    /// What a guess reaches: the share of the class among all rows, for precision and recall.
    public var chance: Double

    /// Creates a curve.
    public init(_ series: CurveSeries, score: Double?, chance: Double) {
      (self.series, self.score, self.chance) = (series, score, chance)
    }
  }

  /// What the curves are.
  public let kind: Kind
  /// The curves in class order.
  public let curves: [Curve]
  /// The heading.
  public let title: String

  /// Creates the figure.
  public init(_ kind: Kind, _ curves: [Curve], title: String) {
    (self.kind, self.curves, self.title) = (kind, curves, title)
  }

  private var name: String { kind == .receiverOperating ? "roc" : "precision_recall" }
  private var shortScore: String { kind == .receiverOperating ? "AUC" : "AP" }
  private var axes: (x: String, y: String) {
    kind == .receiverOperating
      ? ("false positive rate", "true positive rate") : ("recall", "precision")
  }

  /// The drawing.
  public var figure: Figure {
    guard !curves.isEmpty else { return .empty(name) }
    let numColumns = curves.count <= 4 ? max(2, curves.count) : curves.count <= 12 ? 4 : 6
    let numRows = (curves.count + numColumns - 1) / numColumns
    let side = curves.count <= 12 ? 150 : 112
    let (left, top, gapX, gapY) = (70, 66, 22, 38)
    let canvas = Canvas(
      width: left + numColumns * (side + gapX) + 6,
      height: top + numRows * (side + gapY) + 30)
    var commands = [
      "set multiplot", canvas.title(title),
      canvas.text(axes.y, x: 16, y: (top + canvas.height - 60) / 2, isUpright: true),
      canvas.text(axes.x, x: (left + canvas.width) / 2, y: canvas.height - 16),
      "set style textbox opaque noborder margins 1,1", "set xrange [0:1]", "set yrange [0:1.02]",
      "unset key", Canvas.border,
      Canvas.grid("xtics ytics"),
    ]
    for (index, curve) in curves.enumerated() {
      let (column, row) = (index % numColumns, index / numColumns)
      let (x, y) = (left + column * (side + gapX), top + row * (side + gapY))
      // Numbers stand only at the outer panels; the lowest one of a column may end a row early.
      let isLowest = index + numColumns >= curves.count
      commands.append(GnuplotText.block("curve\(index)", rows(of: curve)))
      commands += canvas.panel(left: x, top: y, width: side, height: side)
      commands += [
        canvas.text(
          GnuplotText.shortened(curve.series.name, to: side + gapX - 6),
          x: x + side / 2, y: y - 12),
        "set xtics 0.5 format '\(isLowest ? "%g" : "")' \(Canvas.ticStyle)",
        "set ytics 0.5 format '\(column == 0 ? "%g" : "")' \(Canvas.ticStyle)",
        plot(curve, index),
      ]
      commands += Canvas.clear
    }
    commands.append("unset multiplot")
    return Figure(name: name, alternative: alternative, canvas: canvas, commands: commands)
  }

  private func plot(_ curve: Curve, _ index: Int) -> String {
    let guess = kind == .receiverOperating ? "x" : "\(curve.chance)"
    let chance = "\(guess) with lines dt 2 lw 1.2 lc rgb '\(Palette.grey)'"
    guard let score = curve.score, !curve.series.points.isEmpty else {
      return "set label 'no curve' at graph 0.5,0.6 center tc rgb '\(Palette.grey)'\nplot \(chance)"
    }
    // Where a good curve leaves room: below a ROC, and left of what precision loses.
    let place = kind == .receiverOperating ? "graph 0.95,0.1 right" : "graph 0.06,0.1 left"
    let text = "\(shortScore) \(GnuplotText.short(score))"
    return "set label '\(text)' at \(place) front boxed\nplot \(chance), "
      + "$curve\(index) using 1:2 with lines lw 2 lc rgb '\(Palette.blue)'"
  }

  private func rows(of curve: Curve) -> [[String]] {
    curve.series.points.thinned.map { ["\($0.x)", "\($0.y)"] }
  }

  private var alternative: String {
    let texts = curves.map { curve in
      "\(curve.series.name) \(curve.score.map { FigureValue($0).text() } ?? "none")"
    }
    let what =
      kind == .receiverOperating
      ? "ROC curve of each class against all others; areas"
      : "precision and recall of each class against all others; average precisions"
    return "\(title): \(what): \(texts.joined(separator: ", "))"
  }
}
