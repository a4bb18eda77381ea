import AttuneCorpus
import AttuneHTML

/// Ways in which the answers could have reached a model.
struct LeaksSection {
  let report: Report

  var html: HTML {
    tag("section", ["id": "leaks"]) {
      tag("h2") { "Leak audit" }
      tag("p") {
        "Ways in which a model may know more here than it will in use, and what was found."
      }
      report.runChecks.map(\.html)
      if report.audits.isEmpty {
        tag("p", ["class": "soft"]) {
          "No run keeps what its corpus leaks (audit.json), and the corpus itself was not looked at. "
            + report.corpusNote
        }
      }
      report.audits.map(audit)
    }
  }

  private func audit(_ audit: AuditedCorpus) -> HTML {
    let notes = audit.remarks.filter { $0.severity == .note }
    return group {
      audit.remarks.filter { $0.severity != .note }.map(\.html)
      if !notes.isEmpty {
        tag("details") {
          tag("summary") {
            "\(Numbers.count(notes.count, "note")) on \(audit.name), of what the models do not see "
              + "or what changes little"
          }
          notes.map(\.html)
        }
      }
      fields(audit)
    }
  }

  private func fields(_ audit: AuditedCorpus) -> HTML {
    let telling = audit.report.fields.compactMap { tell in
      audit.report.weight(tell).map { (tell: tell, weight: $0) }
    }
    guard let first = telling.first else { return HTML([]) }
    var table = HTMLTable(
      caption: "What a field alone tells of the label, in \(audit.name); fields that tell no more "
        + "than chance are left out",
      columns: ["Field", "Seen", "Values", "Right", "Macro F1", "Names the class of"])
    table.add([
      "the most frequent class", "", "", Numbers.percent(first.tell.majorityAccuracy),
      Numbers.score(first.tell.majorityMacroF1), "",
    ])
    for (tell, weight) in telling {
      table.add(
        [
          group {
            tell.field.rawValue.replacing("_", with: " ")
              + (tell.reading == .words ? ": emotion words" : "")
            if weight == .leak {
              tag("small", ["class": "alarm"]) {
                tell.isAdmitted ? "names the label" : "names the label, but no model sees it"
              }
            }
          }, HTML(tell.isAdmitted ? "yes" : "no"), HTML("\(tell.values)"),
          HTML(Numbers.percent(tell.accuracy)), HTML(Numbers.score(tell.macroF1)),
          HTML(Numbers.percent(tell.namedShare)),
        ], mark: weight == .leak ? .alarm : nil)
    }
    return table.html
  }
}
