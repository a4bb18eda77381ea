/// The names of a figure's series with a sample each, in as many rows as they need.
///
/// gnuplot's own key drops entries where it thinks that they do not fit.
struct Legend {
  /// What stands before a name.
  enum Sample {
    case bar(colour: String)
    case line(colour: String, pointType: Int, dashType: Int)
    case point(colour: String, pointType: Int)
  }

  let entries: [(name: String, sample: Sample)]
  /// Width of the figure in points.
  let width: Int

  private static let rowHeight = 20
  private static let (sampleWidth, gap) = (22, 18)

  /// The rows, each within the width where a single entry is.
  private var rows: [[(name: String, sample: Sample)]] {
    var rows: [[(name: String, sample: Sample)]] = []
    var used = 0
    for entry in entries {
      let short = GnuplotText.shortened(entry.name, to: width - 80)
      let needed = Self.sampleWidth + GnuplotText.width(short) + Self.gap
      if rows.isEmpty || used + needed > width - 16 {
        rows.append([])
        used = 0
      }
      rows[rows.count - 1].append((short, entry.sample))
      used += needed
    }
    return rows
  }

  /// Points that the rows take; 0 without entries.
  var height: Int { rows.count * Self.rowHeight }

  /// Draws the rows, centred, the first below `top`.
  func commands(on canvas: Canvas, top: Int) -> [String] {
    var commands: [String] = []
    for (number, row) in rows.enumerated() {
      let y = top + number * Self.rowHeight + Self.rowHeight / 2
      let needed = row.reduce(-Self.gap) {
        $0 + Self.sampleWidth + GnuplotText.width($1.name) + Self.gap
      }
      var x = (width - needed) / 2
      for entry in row {
        commands += sample(entry.sample, on: canvas, x: x, y: y)
        commands.append(canvas.text(entry.name, x: x + Self.sampleWidth, y: y, .left))
        x += Self.sampleWidth + GnuplotText.width(entry.name) + Self.gap
      }
    }
    return commands
  }

  private func sample(_ sample: Sample, on canvas: Canvas, x: Int, y: Int) -> [String] {
    func point(_ colour: String, _ pointType: Int) -> String {
      "set label '' at screen \(canvas.x(x + 8)),\(canvas.y(y)) point pt \(pointType) ps 0.8 "
        + "lc rgb '\(colour)'"
    }
    switch sample {
    case .bar(let colour):
      return [
        "set object rectangle from screen \(canvas.x(x + 2)),\(canvas.y(y + 6)) to screen "
          + "\(canvas.x(x + 14)),\(canvas.y(y - 6)) fc rgb '\(colour)' fs solid noborder"
      ]
    case .line(let colour, let pointType, let dashType):
      return [
        "set arrow from screen \(canvas.x(x)),\(canvas.y(y)) to screen \(canvas.x(x + 16)),"
          + "\(canvas.y(y)) nohead lw 2 dt \(dashType) lc rgb '\(colour)'",
        point(colour, pointType),
      ]
    case .point(let colour, let pointType): return [point(colour, pointType)]
    }
  }
}
