extension AuditReport {
  /// Conditions in which a medium would mislead a model: damaged, without content, or silent.
  private static let quarantinedConditions: Set<String> = [
    "empty", "unreadable", "no_stream", "zero_length", "cut_short", "silent",
  ]

  /// What the corpus should be used without, what was in quarantine before included.
  ///
  /// Missing media need no entry, and an odd sample rate is resampled.
  public func quarantine(extending earlier: Quarantine) -> Quarantine {
    var quarantine = earlier
    let known = Set(earlier.media.map(\.name))
    for finding in findings
    where Self.quarantinedConditions.contains(finding.condition) && !known.contains(finding.path) {
      let reason = [finding.condition, finding.detail].compactMap { $0 }.joined(separator: ": ")
      quarantine.media.append(Quarantine.Entry(name: finding.path, reason: reason))
    }
    return quarantine
  }
}
