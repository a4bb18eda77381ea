import AttuneCore
import Foundation

/// Looks a corpus through: counts, labels, doubles between splits, and every medium.
///
/// Load the corpus with `shared: .listed`, or an id in two splits is an error before any audit.
public struct CorpusAudit {
  private let corpus: Corpus
  private let probe: @Sendable (URL, Modality) -> MediaFinding

  /// Creates an audit.
  ///
  /// - Parameter probe: inspects one medium; called from several threads.
  public init(
    _ corpus: Corpus, probe: @escaping @Sendable (URL, Modality) -> MediaFinding
  ) {
    self.corpus = corpus
    self.probe = probe
  }

  /// Runs the audit.
  ///
  /// - Parameter progress: called with the media inspected and their number, from any thread.
  public func report(
    progress: @escaping @Sendable (Int, Int) -> Void = { _, _ in }
  ) -> AuditReport {
    var report = AuditReport(
      layout: corpus.layout, splitSource: corpus.splitSource, labelMap: corpus.labelMap.name)
    let all = Split.allCases.flatMap(corpus.conversations) + corpus.unassigned
    countRecords(all, in: &report)
    for split in Split.allCases {
      report.splits[split.rawValue] = splitCounts(corpus.conversations(in: split))
    }
    report.unassigned = corpus.unassigned.count
    report.quarantinedConversations = corpus.numQuarantinedConversations
    report.quarantinedMedia = corpus.numQuarantinedMedia
    report.sharedIDs = sharedIDs()
    report.sharedTexts = sharedTexts()
    countEmotionWords(all, in: &report)
    MediaInspection(corpus, all, probe: probe).count(in: &report, progress: progress)
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

  private func sharedTexts() -> AuditReport.SharedTexts {
    var homes: [String: Split] = [:]
    var shared: Set<String> = []
    for split in Split.allCases {
      for turn in corpus.conversations(in: split).compactMap(\.turns.last) {
        for text in turn.utterances.map(\.text) + [turn.context ?? ""] {
          // Shorter texts are greetings and thanks, which repeat without meaning anything.
          let words = text.lowercased().split { !$0.isLetter && !$0.isNumber }
          guard words.count >= 10 else { continue }
          let key = words.joined(separator: " ")
          if let home = homes[key], home != split { shared.insert(key) } else { homes[key] = split }
        }
      }
    }
    return AuditReport.SharedTexts(count: shared.count, examples: Array(shared.sorted().prefix(5)))
  }

  private func countEmotionWords(_ all: [Conversation], in report: inout AuditReport) {
    for context in all.compactMap(\.turns.last?.context) where !context.isEmpty {
      report.contexts += 1
      let words = context.lowercased().split { !$0.isLetter }
      if words.contains(where: { corpus.labelMap.emotion(of: String($0)) != nil }) {
        report.contextsWithEmotionWord += 1
      }
    }
  }
}

extension Turn {
  /// All utterances, the gold response included.
  var utterances: [Utterance] { dialogue + (response.map { [$0] } ?? []) }
}
