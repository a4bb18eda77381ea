import AttuneHTML
import Foundation

/// The words that a model read, coloured by what they added, with the attention to them.
struct WordsSection {
  let explanation: Explanation

  var html: HTML {
    group {
      tag("p") {
        "The number below a word is its evidence for “\(explanation.answer)” in log-odds, by "
          + "integrated gradients from "
        tag("code") { "[MASK]" }
        " to the word. The bar below it is its share of the text's attention (attention rollout), "
        "beside the largest share of the text."
      }
      tag("p", ["class": "words"]) {
        tag("span", ["class": "word for", "style": "--share:0.6"]) {
          "for it"
          tag("small") { "+" }
        }
        tag("span", ["class": "word against", "style": "--share:0.6"]) {
          "against it"
          tag("small") { "−" }
        }
      }
      explanation.texts.map { text in
        group {
          tag("h4") { text.name }
          tag("p", ["class": "words"]) { words(of: text) }
        }
      }
      tag("details") {
        tag("summary") { "All words, the strongest first" }
        table
      }
    }
  }

  private var strongest: Double {
    max(
      explanation.texts.flatMap(\.words).map { abs($0.evidence) }.max() ?? 0, .leastNormalMagnitude)
  }

  private func words(of text: Explanation.Text) -> [HTML] {
    let most = max(text.words.map(\.attention).max() ?? 0, .leastNormalMagnitude)
    return text.words.map { word in
      let share = String(format: "%.2f", 0.6 * abs(word.evidence) / strongest)
      return tag(
        "span", ["class": "word \(Bars.kind(word.evidence))", "style": "--share:\(share)"]
      ) {
        word.text
        tag("small") { Numbers.signed(word.evidence) }
        tag("i", ["style": String(format: "width:%.0f%%", 100 * word.attention / most)]) {}
      }
    }
  }

  private var table: HTML {
    var table = HTMLTable(
      caption: "Evidence in log-odds, and the share of its text's attention",
      columns: ["Word", "Evidence", "Attention"])
    let words = explanation.texts.flatMap { text in text.words.map { (text.name, $0) } }
    for (name, word) in words.sorted(by: { abs($0.1.evidence) > abs($1.1.evidence) }) {
      table.add([
        group {
          word.text
          tag("small") { name }
        }, HTML(Numbers.signed(word.evidence)), HTML(Numbers.percent(word.attention)),
      ])
    }
    return table.html
  }
}
