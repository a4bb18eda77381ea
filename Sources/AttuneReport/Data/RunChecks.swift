import AttuneCore
import AttuneEvaluation
import AttuneHTML

/// Looks in the runs for ways in which the answers could have reached a model; what the corpus leaks,
/// `AuditedCorpus` tells.
struct RunChecks {
  let models: [ScoredModel]
  let split: Split

  /// What was found, in the order in which it is looked for.
  var findings: [Remark] { [policies, fits, conversations] }

  private var policies: Remark {
    let subject = "Inputs that know the label or the future"
    let unknown = models.filter { $0.table.inputs == nil }.map(\.name)
    let leaking = models.compactMap { model -> String? in
      let inputs = model.table.inputs.map(PolicyText.leaks) ?? []
      return inputs.isEmpty ? nil : "\(model.name) sees \(inputs.joined(separator: ", "))"
    }
    if !leaking.isEmpty {
      return Remark(
        severity: .alarm, subject: subject, finding: leaking.joined(separator: "; "))
    }
    if !unknown.isEmpty {
      return Remark(
        severity: .caution, subject: subject,
        finding: "unknown for \(unknown.joined(separator: ", ")): the tables do not say")
    }
    return Remark(
      severity: .fine, subject: subject,
      finding: "no model sees the reply, the profile's number or the annotators' rationale")
  }

  private var fits: Remark {
    let subject = "Fusions fitted on what they are scored on, or a model was trained on"
    let fitted = models.filter { model in
      guard let fusion = model.run.fusion else { return false }
      return fusion.fittedSplit == split.rawValue || fusion.isTrainedOn
    }
    return fitted.isEmpty
      ? Remark(severity: .fine, subject: subject, finding: "none")
      : Remark(
        severity: .alarm, subject: subject,
        finding: fitted.map(\.name).joined(separator: ", ") + ": the score is too good")
  }

  private var conversations: Remark {
    let subject = "Conversations that a model was trained on"
    var counts: [String] = []
    var numCompared = 0
    for model in models {
      guard let train = model.run.tables[.train], split != .train else { continue }
      numCompared += 1
      let seen = Set(train.rows.map { Self.id(of: $0.conversation) })
      let shared = Set(model.table.rows.map { Self.id(of: $0.conversation) }).intersection(seen)
      if !shared.isEmpty { counts.append("\(shared.count) of \(model.name)") }
    }
    if !counts.isEmpty {
      return Remark(
        severity: .alarm, subject: subject,
        finding: "in the \(split.rawValue) split too: \(counts.joined(separator: ", "))")
    }
    return numCompared == 0
      ? Remark(
        severity: .caution, subject: subject,
        finding: "not looked for: no run keeps predictions of its train split")
      : Remark(severity: .fine, subject: subject, finding: "none in the scored split")
  }

  /// The id without the mark of a second record.
  private static func id(of key: String) -> Substring { key.prefix { $0 != "#" } }
}
