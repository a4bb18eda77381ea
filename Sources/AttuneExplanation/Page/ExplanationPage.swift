import AttuneCore
import AttuneHTML

/// One self-contained page that says why a model, or each model of a fusion, answered as it did.
public struct ExplanationPage: Sendable {
  private let models: [IllustratedExplanation]
  private let fused: FusedAnswer?

  /// Creates a page.
  ///
  /// - Parameters:
  ///   - models: one or more explanations of the same turn.
  ///   - fused: what the fusion of the models answered, or `nil` for a model alone.
  public init(_ models: [IllustratedExplanation], fused: FusedAnswer? = nil) {
    (self.models, self.fused) = (models, fused)
  }

  /// The page's file.
  public var text: String {
    HTMLPage(title: title, rules: ExplanationStyle.rules) {
      tag("a", ["class": "skip", "href": "#\(sections.first?.id ?? "methods")"]) {
        "To the explanation"
      }
      tag("header") {
        tag("h1") { title }
        tag("p", ["class": "soft"]) { subtitle }
        tag("nav", ["aria-label": "Sections"]) {
          tag("ul") {
            (links + [("methods", "What the methods are")]).map { id, name in
              tag("li") { tag("a", ["href": "#\(id)"]) { name } }
            }
          }
        }
      }
      tag("main") {
        if let fused { FusedSection(fused: fused, models: models.map(\.explanation)).html }
        sections.map(\.html)
        MethodsSection(explanations: models.map(\.explanation)).html
      }
      tag("footer") {
        tag("p") {
          "A label is what annotators would call an expression, not what a person feels, and the "
            + "reasons here are the model's, not the person's. Made by attune \(attuneVersion)."
        }
      }
    }.text
  }

  private var sections: [ModelSection] {
    models.enumerated().map { index, model in
      ModelSection(model: model, id: "model-\(index + 1)", isAlone: models.count == 1)
    }
  }

  /// A fusion's page leads to its models, a model's to its parts.
  private var links: [(id: String, name: String)] {
    guard sections.count == 1, let only = sections.first else {
      return sections.map { ($0.id, "The model \($0.explanation.model)") }
    }
    return only.parts.map { ($0.id, $0.title) }
  }

  private var answer: String { fused?.answer ?? models.first?.explanation.answer ?? "nothing" }

  private var title: String { "Why “\(answer)”?" }

  private var subtitle: String {
    let names = models.map(\.explanation.model)
    let who = fused.map { "\($0.model), made of \(Numbers.list(names))" } ?? Numbers.list(names)
    guard let first = models.first?.explanation else { return who }
    return "Conversation \(first.conversation), turn \(first.turn), as answered by \(who)"
  }
}
