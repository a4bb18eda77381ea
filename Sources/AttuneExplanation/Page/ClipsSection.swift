import AttuneHTML
import Foundation

/// The frames that a model saw, with its attention laid on.
struct ClipsSection {
  let model: IllustratedExplanation

  var html: HTML {
    group {
      tag("p") {
        "Where the attention to each frame goes (attention rollout), in orange; below each frame its "
          + "share of the clip's attention. Attention says where the model looked, not what spoke "
          + "for “\(model.explanation.answer)”."
      }
      zip(model.explanation.clips, model.clips).map(figure)
    }
  }

  private func figure(_ clip: Explanation.Clip, _ png: Data?) -> HTML {
    let frames = clip.attention.map { Double($0.joined().reduce(0, +)) }
    let total = max(frames.reduce(0, +), .leastNormalMagnitude)
    let shares = frames.map { Numbers.percent($0 / total) }
    return tag("figure", ["class": "clip"]) {
      tag("figcaption") { model.explanation.name(ofUtterance: clip.utterance) }
      if let png {
        tag("div", ["class": "scroll", "tabindex": "0", "role": "region", "aria-label": "frames"]) {
          tag("div", ["class": "frames", "style": "min-width:\(frames.count * 3)rem"]) {
            HTML.void(
              "img",
              [
                "src": DataURI.png(png),
                "alt": "\(frames.count) frames of utterance \(clip.utterance), with "
                  + "\(shares.joined(separator: ", ")) of the attention",
              ])
            tag("p", ["class": "stretches"]) { shares.map { share in tag("span") { share } } }
          }
        }
      } else {
        tag("p", ["class": "soft"]) { "The frames are not at hand." }
      }
    }
  }
}
