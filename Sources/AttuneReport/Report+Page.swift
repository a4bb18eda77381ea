import AttuneCore
import AttuneEvaluation
import AttuneHTML

extension Report {
  /// The page: one file that fetches nothing.
  public var page: String {
    HTMLPage(title: title, rules: ReportStyle.rules) { body }.text
  }

  private var title: String {
    "Emotion recognition: \(recommendation.model.name), \(split.rawValue) split"
  }

  private var body: HTML {
    group {
      tag("a", ["class": "skip", "href": "#scores"]) { "To the scores" }
      tag("header") {
        tag("h1") { "How well \(Numbers.count(models.count, "model")) recognise emotions" }
        tag("p", ["class": "soft"]) { subtitle }
        navigation
      }
      tag("main") {
        AnswerSection(report: self).html
        ScoresSection(report: self).html
        tag("section", ["id": "figures"]) {
          tag("h2") { "Figures" }
          tag("div", ["class": "figures"]) { figures.map(\.html) }
        }
        ErrorsSection(report: self).html
        InputsSection(report: self).html
        LeaksSection(report: self).html
        DataSection(report: self).html
        ConfigurationSection(report: self).html
      }
      tag("footer") {
        tag("p") {
          "A label is what annotators would call an expression, not what a person feels. Do not "
            + "use these models to decide about people. Made by attune \(attuneVersion)."
        }
      }
    }
  }

  private var subtitle: String {
    "Scored on \(Numbers.count(recommendation.model.evaluation.numRows, "turn")) of the "
      + "\(split.rawValue) split, \(recommendation.model.table.classes.count) classes: "
      + recommendation.model.table.classes.joined(separator: ", ")
  }

  private var navigation: HTML {
    let links: [(StaticString, String)] = [
      ("scores", "Scores"), ("figures", "Figures"), ("errors", "Errors"), ("inputs", "Inputs"),
      ("leaks", "Leaks"), ("data", "Data"), ("configuration", "Configuration"),
      ("repeat", "Repeat"),
    ]
    return tag("nav", ["aria-label": "Sections"]) {
      tag("ul") {
        links.map { link in tag("li") { tag("a", ["href": "#\(link.0)"]) { link.1 } } }
      }
    }
  }
}
