import AttuneCore
import Foundation
import Synchronization

/// Looks a corpus through: counts, labels, doubles between splits, and every medium.
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
    report.quarantined = corpus.quarantine.media.count + corpus.quarantine.conversations.count
    report.sharedTexts = sharedTexts()
    countEmotionWords(all, in: &report)
    inspectMedia(all, in: &report, progress: progress)
    return report
  }

  private func countRecords(_ all: [Conversation], in report: inout AuditReport) {
    var records: [String: Int] = [:]
    for conversation in all {
      records[conversation.id, default: 0] += 1
      report.turns += conversation.turns.count
      if conversation.turns.isEmpty { report.recordsWithoutTurns += 1 }
      if let first = conversation.turns.first, first.id != "0", corpus.layout == .raw {
        report.recordsWithLateStart += 1
      }
      if let last = conversation.turns.last {
        report.utterances += last.utterances.count
        if last.emotion == nil { report.recordsWithoutLabel += 1 }
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
    return counts
  }

  private func sharedTexts() -> AuditReport.SharedTexts {
    var homes: [String: Set<Split>] = [:]
    for split in Split.allCases {
      for turn in corpus.conversations(in: split).compactMap(\.turns.last) {
        for text in turn.utterances.map(\.text) + [turn.context ?? ""] {
          // Shorter texts are greetings and thanks, which repeat without meaning anything.
          let words = text.lowercased().split { !$0.isLetter && !$0.isNumber }
          if words.count >= 10 { homes[words.joined(separator: " "), default: []].insert(split) }
        }
      }
    }
    let shared = homes.filter { $0.value.count > 1 }.keys.sorted()
    return AuditReport.SharedTexts(count: shared.count, examples: Array(shared.prefix(5)))
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

  private func inspectMedia(
    _ all: [Conversation], in report: inout AuditReport,
    progress: @escaping @Sendable (Int, Int) -> Void
  ) {
    var wanted: Set<Medium> = []
    for utterance in all.compactMap(\.turns.last).flatMap(\.utterances) {
      if let url = utterance.audio { wanted.insert(Medium(url: url, modality: .audio)) }
      if let url = utterance.video { wanted.insert(Medium(url: url, modality: .video)) }
    }
    let media = wanted.sorted {
      ($0.url.path, $0.modality.rawValue) < ($1.url.path, $1.modality.rawValue)
    }
    let found = Mutex<[Int: MediaFinding]>([:])
    let probe = probe
    DispatchQueue.concurrentPerform(iterations: media.count) { index in
      let finding = probe(media[index].url, media[index].modality)
      let done = found.withLock { found in
        found[index] = finding
        return found.count
      }
      progress(done, media.count)
    }
    let findings = found.withLock { $0 }
    for index in media.indices {
      if let finding = findings[index] { report.count(finding, root: corpus.root) }
    }
  }

  private struct Medium: Hashable {
    let url: URL
    let modality: Modality
  }
}

extension Turn {
  /// All utterances, the gold response included.
  fileprivate var utterances: [Utterance] { dialogue + (response.map { [$0] } ?? []) }
}

extension AuditReport {
  fileprivate mutating func count(_ finding: MediaFinding, root: URL) {
    var counts = media[finding.modality.rawValue] ?? MediaCounts()
    counts.expected += 1
    counts.conditions[finding.condition.name, default: 0] += 1
    if let seconds = finding.durationSeconds {
      counts.totalSeconds += seconds
      counts.shortestSeconds = min(seconds, counts.shortestSeconds ?? seconds)
      counts.longestSeconds = max(seconds, counts.longestSeconds ?? seconds)
    }
    media[finding.modality.rawValue] = counts
    switch finding.condition {
    case .ok, .missing: return
    case .unreadable(let detail), .cutShort(let detail):
      append(finding, detail: detail, root: root)
    case .oddRate(let rate): append(finding, detail: "\(rate) Hz", root: root)
    case .empty, .noStream, .zeroLength, .silent: append(finding, detail: nil, root: root)
    }
  }

  private mutating func append(_ finding: MediaFinding, detail: String?, root: URL) {
    let base = root.standardizedFileURL.path + "/"
    let path = finding.url.standardizedFileURL.path
    findings.append(
      Finding(
        path: path.hasPrefix(base) ? String(path.dropFirst(base.count)) : path,
        modality: finding.modality, condition: finding.condition.name, detail: detail))
  }
}
