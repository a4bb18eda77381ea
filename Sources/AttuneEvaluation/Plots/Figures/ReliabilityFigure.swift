/// How often answers of each confidence are right (reliability diagram, DeGroot and Fienberg 1983),
/// above how many answers there are of it.
public struct ReliabilityFigure: Sendable {
  /// The answers of about one confidence.
  public struct Bin: Sendable, Hashable {
    /// Their mean confidence, 0…1.
    public var confidence: Double
    /// The share that is right, 0…1.
    public var accuracy: FigureValue
    /// How many there are.
    public var count: Int

    /// Creates a bin.
    public init(confidence: Double, accuracy: FigureValue, count: Int) {
      (self.confidence, self.accuracy, self.count) = (confidence, accuracy, count)
    }
  }

  /// The bins, by confidence; empty ones are not drawn.
  public let bins: [Bin]
  /// The heading.
  public let title: String
  /// The calibration errors in words, as `ECE 0.04`; may be empty.
  public let note: String

  /// Creates the figure.
  public init(_ bins: [Bin], title: String, note: String = "") {
    self.bins = bins.filter { $0.count > 0 }
    (self.title, self.note) = (title, note)
  }

  /// The drawing.
  public var figure: Figure {
    let name = "reliability"
    guard !bins.isEmpty else { return .empty(name) }
    let canvas = Canvas(width: 440, height: 540)
    let (left, side) = (66, 350)
    let total = bins.reduce(0) { $0 + $1.count }
    let largest = bins.map { Double($0.count) / Double(total) }.max() ?? 1
    let rows = bins.map { bin in
      [
        bin.confidence, bin.accuracy.value, bin.accuracy.extent.lower,
        bin.accuracy.extent.upper, Double(bin.count) / Double(total),
      ]
      .map(GnuplotText.number)
    }
    var commands = [GnuplotText.block("bins", rows), "set multiplot", canvas.title(title)]
    commands += canvas.panel(left: left, top: 44, width: side, height: side)
    commands += [
      "set xrange [0:1]", "set yrange [0:1]", "unset key", Canvas.border,
      Canvas.grid("xtics ytics"),
      "set xtics 0.2 format '' \(Canvas.ticStyle)",
      "set ytics 0.2 format '%.1f' \(Canvas.ticStyle)",
      canvas.text("share that is right", x: 16, y: 44 + side / 2, isUpright: true),
      "set label 'too careful' at graph 0.06,0.83 left tc rgb '\(Palette.grey)'",
      "set label 'too sure' at graph 0.94,0.06 right tc rgb '\(Palette.grey)'",
      "set label \(GnuplotText.quoted(note)) at graph 0.06,0.94 left",
      "set arrow from graph 0,0 to graph 1,1 nohead dt 2 lw 1.2 lc rgb '\(Palette.grey)'",
      "plot $bins using 1:3:(0):($4-$3) with vectors nohead lw 1.5 lc rgb '\(Palette.sky)', "
        + "$bins using 1:2 with linespoints lw 1.5 pt 7 ps 0.9 lc rgb '\(Palette.blue)'",
    ]
    commands += Canvas.clear
    commands += canvas.panel(left: left, top: 44 + side + 14, width: side, height: 74)
    commands += [
      "set xtics 0.2 format '%.1f' \(Canvas.ticStyle)", "set xlabel 'confidence of the answer'",
      canvas.text("share", x: 16, y: 44 + side + 14 + 37, isUpright: true),
      "set yrange [0:\(largest * 1.15)]",
      "set ytics (0, \(GnuplotText.quoted(FigureValue(largest).text())) \(largest))",
      "set style fill solid 1 noborder",
      "plot $bins using 1:5:(0.03) with boxes lc rgb '\(Palette.blue)'", "unset multiplot",
    ]
    return Figure(name: name, alternative: alternative, canvas: canvas, commands: commands)
  }

  private var alternative: String {
    let texts = bins.map {
      "of \($0.count) answers about \(FigureValue($0.confidence).text()) sure, "
        + "\($0.accuracy.text()) are right"
    }
    let heading = [title, note].filter { !$0.isEmpty }.joined(separator: ", ")
    return "\(heading): reliability diagram; \(texts.joined(separator: "; "))"
  }
}
