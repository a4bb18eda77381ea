import AttuneCorpus
import AttuneHTML

/// What the leak audit found in the corpus of some runs.
struct AuditedCorpus: Sendable {
  /// The runs that were trained on it; empty where none says what it found, and the corpus was looked
  /// through for the report.
  let runs: [String]
  let report: LeakReport

  /// The audits of the runs, equal ones once; that of the corpus where no run has one.
  static func all(_ models: [ScoredModel], corpus: CorpusSummary?) -> [AuditedCorpus] {
    var audits: [(runs: [String], report: LeakReport)] = []
    for model in models {
      guard let audit = model.run.audit else { continue }
      if let index = audits.firstIndex(where: { $0.report == audit }) {
        audits[index].runs.append(model.name)
      } else {
        audits.append(([model.name], audit))
      }
    }
    if audits.isEmpty, let corpus { audits.append(([], corpus.audit.leaks)) }
    return audits.map(AuditedCorpus.init)
  }

  /// Which corpus it is.
  var name: String { runs.isEmpty ? "the corpus" : "the corpus of \(Numbers.list(runs))" }

  /// The findings in the audit's own words, the worst first.
  var remarks: [Remark] {
    let remarks = report.findings.map { finding in
      let severity: Remark.Severity =
        switch finding.severity {
        case .leak: .alarm
        case .warning: .caution
        case .note: .note
        }
      return Remark(severity: severity, subject: "In \(name)", finding: finding.message)
    }
    guard remarks.isEmpty else { return remarks }
    return [
      Remark(
        severity: .fine, subject: "In \(name)",
        finding: "its splits share nothing, and no field of it tells the label")
    ]
  }
}
