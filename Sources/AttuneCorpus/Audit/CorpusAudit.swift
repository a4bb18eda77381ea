import AttuneCore
import Foundation

/// Looks a corpus through: counts, labels, every medium, and what leaks the label.
///
/// Load the corpus with `shared: .listed`, or an id in two splits is an error before any audit.
public struct CorpusAudit {
  private let corpus: Corpus
  private let inputs: InputPolicy
  private let probe: @Sendable (URL, Modality) -> MediaFinding

  /// Creates an audit.
  ///
  /// - Parameters:
  ///   - inputs: what a model may see; ``LeakAudit`` weighs its findings by it.
  ///   - probe: inspects one medium; called from several threads.
  public init(
    _ corpus: Corpus, inputs: InputPolicy = .honest,
    probe: @escaping @Sendable (URL, Modality) -> MediaFinding
  ) {
    (self.corpus, self.inputs) = (corpus, inputs)
    self.probe = probe
  }

  /// Runs the audit.
  ///
  /// - Parameter progress: called with the media inspected and their number, from any thread.
  public func report(
    progress: @escaping @Sendable (Int, Int) -> Void = { _, _ in }
  ) -> AuditReport {
    let all = Split.allCases.flatMap(corpus.conversations) + corpus.unassigned
    let inspection = MediaInspection(corpus, all, probe: probe)
    let media = inspection.findings(progress: progress)
    var report = AuditReport(
      layout: corpus.layout, splitSource: corpus.splitSource, labelMap: corpus.labelMap.name,
      leaks: LeakAudit(corpus, inputs: inputs, media: media).report())
    countRecords(all, in: &report)
    for split in Split.allCases {
      report.splits[split.rawValue] = splitCounts(corpus.conversations(in: split))
    }
    report.unassigned = corpus.unassigned.count
    report.quarantinedConversations = corpus.numQuarantinedConversations
    report.quarantinedMedia = corpus.numQuarantinedMedia
    report.sharedIDs = sharedIDs()
    for finding in media { inspection.count(finding, in: &report) }
    return report
  }

  private func countRecords(_ all: [Conversation], in report: inout AuditReport) {
    var records: [String: Int] = [:]
    for conversation in all {
      records[conversation.id, default: 0] += 1
      report.turns += conversation.turns.count
      if conversation.turns.isEmpty { report.recordsWithoutTurns += 1 }
      // The reference layout keeps only the last turn, whatever its number.
      if let first = conversation.turns.first, first.id != "0", corpus.layout == .raw {
        report.recordsWithLateStart += 1
      }
      if let last = conversation.turns.last {
        report.utterances += last.utterances.count
        if last.emotion == nil { report.recordsWithoutLabel += 1 }
        if last.dialogue.isEmpty { report.recordsWithoutDialogue += 1 }
      }
    }
    report.records = all.count
    report.conversations = records.count
    report.duplicateIDs = records.filter { $0.value > 1 }
  }

  private func splitCounts(_ conversations: [Conversation]) -> AuditReport.SplitCounts {
    var counts = AuditReport.SplitCounts(records: conversations.count)
    for turn in conversations.compactMap(\.turns.last) {
      if let emotion = turn.emotion { counts.classes[emotion.rawValue, default: 0] += 1 }
      if let word = turn.emotionWord { counts.words[word, default: 0] += 1 }
    }
    counts.speakers = Set(conversations.compactMap(\.speaker?.id)).count
    return counts
  }

  private func sharedIDs() -> [AuditReport.SharedID] {
    let shared = Set(corpus.sharedIDs)
    var keys: [String: [Split: [String]]] = [:]
    for split in Split.allCases {
      for conversation in corpus.conversations(in: split) where shared.contains(conversation.id) {
        keys[conversation.id, default: [:]][split, default: []].append(conversation.key)
      }
    }
    return corpus.sharedIDs.map { id in
      let bySplit = keys[id] ?? [:]
      let present = [Split.test, .validation, .train].filter { bySplit[$0] != nil }
      return AuditReport.SharedID(
        id: id, splits: present.map(\.rawValue),
        leftOut: present.dropFirst().flatMap { bySplit[$0] ?? [] })
    }
  }
}

extension Turn {
  /// All utterances, the gold response included.
  var utterances: [Utterance] { dialogue + (response.map { [$0] } ?? []) }
}
