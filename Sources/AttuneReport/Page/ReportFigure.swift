import AttuneEvaluation
import AttuneHTML
import Foundation

/// A figure as it stands in the page.
struct ReportFigure: Sendable {
  /// What it is about, in a few words.
  let title: String
  /// What one learns from it.
  let caption: String
  /// Its name, size and words.
  let figure: Figure
  /// The drawing.
  let svg: Data

  /// The figure, in a frame that scrolls where letters would become too small to read.
  var html: HTML {
    tag("figure", figure.width > 600 ? ["class": "wide"] : [:]) {
      tag("figcaption") {
        tag("b") { title }
        " \(caption)"
        tag("span", ["class": "hint"]) { " It scrolls sideways." }
      }
      tag("div", ["class": "figure", "tabindex": "0", "role": "region", "aria-label": title]) {
        HTML.void(
          "img",
          [
            "src": DataURI.svg(svg), "alt": figure.alternative, "width": "\(figure.width)",
            "height": "\(figure.height)",
            "style": "min-width:\(figure.width * 3 / 4)px;max-width:\(figure.width * 9 / 8)px",
          ])
      }
    }
  }
}
