import AttuneHTML
import Foundation

/// The sounds that a model heard, coloured by what they added.
struct SoundsSection {
  let model: IllustratedExplanation

  /// How many stretches of a sound have their own number.
  private static let numStretches = 6

  var html: HTML {
    group {
      tag("p") {
        "Evidence for “\(model.explanation.answer)” over time (to the right) and frequency "
          + "(upwards), by integrated gradients from noise as loud as the sound. Orange speaks for "
          + "it, blue against it; the numbers below are the sums of the stretches above them, in "
          + "log-odds."
      }
      zip(model.explanation.sounds, model.sounds).map(figure)
    }
  }

  private func figure(_ sound: Explanation.Sound, _ png: Data) -> HTML {
    let stretches = Self.stretches(of: sound)
    let sum = stretches.reduce(0) { $0 + $1.evidence }
    let name = model.explanation.name(ofUtterance: sound.utterance)
    return tag("figure", ["class": "sound"]) {
      tag("figcaption") { "\(name) Sum \(Numbers.signed(sum))." }
      tag("div", ["class": "spectrum"]) {
        tag("p", ["class": "axis"]) {
          tag("span") { Self.frequency(sound.centres.last ?? 0) }
          tag("span") { Self.frequency(sound.centres.first ?? 0) }
        }
        tag("div", ["class": "figure"]) {
          HTML.void(
            "img",
            [
              "src": DataURI.png(png),
              "alt": "Evidence of the sound of utterance \(sound.utterance): "
                + stretches.map { "\(Numbers.signed($0.evidence)) from \(Self.seconds($0.start))" }
                .joined(separator: ", "),
            ])
        }
        tag("p", ["class": "stretches"]) {
          stretches.map { stretch in
            tag("span") {
              Numbers.signed(stretch.evidence)
              tag("small") { Self.seconds(stretch.start) }
            }
          }
        }
      }
    }
  }

  private static func stretches(
    of sound: Explanation.Sound
  ) -> [(start: Double, evidence: Double)] {
    let frames = sound.evidence.map { Double($0.reduce(0, +)) }
    return (0..<numStretches).map { index in
      let bounds = [index, index + 1].map { frames.count * $0 / numStretches }
      return (
        Double(bounds[0]) * sound.secondsPerFrame, frames[bounds[0]..<bounds[1]].reduce(0, +)
      )
    }
  }

  private static func seconds(_ time: Double) -> String { String(format: "%.1f s", time) }

  private static func frequency(_ hertz: Double) -> String {
    hertz < 1_000 ? String(format: "%.0f Hz", hertz) : String(format: "%.1f kHz", hertz / 1_000)
  }
}
