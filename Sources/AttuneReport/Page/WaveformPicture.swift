import AttuneHTML
import Foundation

/// A waveform as a small drawing in the page's own colours.
struct WaveformPicture {
  let waveform: Waveform

  var html: HTML {
    let length = String(format: "%.1f s", waveform.durationSeconds)
    return tag(
      "svg",
      [
        "viewBox": "0 0 \(max(1, waveform.levels.count) * 2) 40", "role": "img",
        "aria-label": "outline of the sound, \(length) long", "preserveAspectRatio": "none",
      ]
    ) {
      tag("path", ["d": path, "stroke": "currentColor", "stroke-width": "1.4", "fill": "none"]) {}
    }
  }

  /// An upright stroke for each stretch, a hair long where it is silent.
  private var path: String {
    waveform.levels.enumerated().map { index, level in
      let half = max(0.4, level * 19)
      return String(format: "M%d %.1fV%.1f", index * 2 + 1, 20 - half, 20 + half)
    }.joined()
  }
}
