import AttuneHTML
import Foundation

/// Bars with their names and numbers, each a line of a list.
enum Bars {
  /// The classes, the most probable first.
  static func probabilities(
    _ probabilities: [String: Double], answer: String, truth: String?
  ) -> HTML {
    let classes = probabilities.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    return list {
      classes.map { name, probability in
        let marks = [name == answer ? "answered" : nil, name == truth ? "annotated" : nil]
        return line(
          name: name, note: marks.compactMap { $0 }.joined(separator: ", "),
          value: Numbers.percent(probability),
          bars: [(0, probability, name == answer ? "full" : "")])
      }
    }
  }

  /// Shares of a whole, 0…1, as long as they are large.
  static func shares(_ shares: [(name: String, quote: String, share: Double)]) -> HTML {
    let most = max(shares.map(\.share).max() ?? 0, .leastNormalMagnitude)
    return list {
      shares.map { name, quote, share in
        line(
          name: name, quote: quote, value: Numbers.percent(share),
          bars: [(0, share / most, "full")])
      }
    }
  }

  /// Numbers that speak for something or against it, from a common middle.
  static func signed(_ numbers: [(name: String, value: Double, text: String)]) -> HTML {
    let most = max(numbers.map { abs($0.value) }.max() ?? 0, .leastNormalMagnitude)
    return list {
      numbers.map { name, value, text in
        let half = abs(value) / most / 2
        return line(
          name: name, value: text,
          bars: [(value < 0 ? 0.5 - half : 0.5, half, kind(value))], middle: 0.5)
      }
    }
  }

  /// Steps from one number to another, each beginning where the one before it ended.
  static func steps(
    from start: (name: String, value: Double), by steps: [(name: String, value: Double)],
    to end: (name: String, value: Double)
  ) -> HTML {
    var places = [start.value]
    for step in steps { places.append((places.last ?? 0) + step.value) }
    let bounds = places + [end.value, 0]
    let (least, most) = (bounds.min() ?? 0, bounds.max() ?? 0)
    let width = max(most - least, .leastNormalMagnitude)
    func place(_ value: Double) -> Double { (value - least) / width }
    func whole(_ edge: (name: String, value: Double)) -> HTML {
      line(
        name: edge.name, value: Numbers.signed(edge.value),
        bars: [(place(min(0, edge.value)), abs(edge.value) / width, "whole")], middle: place(0))
    }
    return list {
      whole(start)
      zip(steps, places).map { step, before in
        line(
          name: step.name, value: Numbers.signed(step.value),
          bars: [
            (place(min(before, before + step.value)), abs(step.value) / width, kind(step.value))
          ],
          middle: place(0))
      }
      whole(end)
    }
  }

  /// The class of what speaks for the answer, or against it.
  static func kind(_ value: Double) -> String { value < 0 ? "against" : "for" }

  private static func list(@HTMLBuilder _ lines: () -> HTML) -> HTML {
    tag("ul", ["class": "bars"], lines)
  }

  private static func line(
    name: String, note: String = "", quote: String = "", value: String,
    bars: [(start: Double, length: Double, kind: String)], middle: Double? = nil
  ) -> HTML {
    tag("li") {
      tag("span") {
        name
        if !note.isEmpty { tag("small") { note } }
      }
      tag("span", ["class": "track"]) {
        bars.map { bar in
          tag(
            "i",
            [
              "class": bar.kind,
              "style": "left:\(percent(bar.start));width:\(percent(bar.length))",
            ]
          ) {}
        }
        if let middle { tag("b", ["style": "left:\(percent(middle))"]) {} }
      }
      tag("span", ["class": "value"]) { value }
      if !quote.isEmpty { tag("span", ["class": "quote"]) { quote } }
    }
  }

  private static func percent(_ share: Double) -> String {
    String(format: "%.2f%%", 100 * min(1, max(0, share.isFinite ? share : 0)))
  }
}
