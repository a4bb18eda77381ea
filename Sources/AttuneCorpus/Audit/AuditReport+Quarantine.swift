extension AuditReport {
  /// Conditions in which a medium would mislead a model: damaged, without content, or silent.
  private static let quarantinedConditions: Set<String> = [
    "empty", "unreadable", "no_stream", "zero_length", "cut_short", "silent",
  ]

  /// What the corpus should be used without.
  ///
  /// Missing media need no entry, and an odd sample rate is resampled. Entries that an earlier audit
  /// made are dropped once the medium is in order again; entries with a person's own reason stay.
  public func quarantine(extending earlier: Quarantine) -> Quarantine {
    var quarantine = earlier
    quarantine.media.removeAll { entry in
      Self.quarantinedConditions.contains {
        $0 == entry.reason || entry.reason.hasPrefix("\($0): ")
      }
    }
    let known = Set(quarantine.media.map(\.name))
    for finding in findings
    where Self.quarantinedConditions.contains(finding.condition) && !known.contains(finding.path) {
      let reason = [finding.condition, finding.detail].compactMap { $0 }.joined(separator: ": ")
      quarantine.media.append(Quarantine.Entry(name: finding.path, reason: reason))
    }
    let left = Set(quarantine.conversations.map(\.name))
    for shared in sharedIDs {
      for key in shared.leftOut where !left.contains(key) {
        quarantine.conversations.append(
          Quarantine.Entry(
            name: key, reason: "in two splits: \(shared.splits.joined(separator: ", "))"))
      }
    }
    return quarantine
  }
}
