import AttuneCore
import Foundation
import Synchronization

/// Inspects every medium of a corpus once, on all cores.
struct MediaInspection {
  private struct Medium: Hashable {
    let url: URL
    let modality: Modality
  }

  private let media: [Medium]
  private let root: URL
  private let probe: @Sendable (URL, Modality) -> MediaFinding

  /// Collects the media that the last turns name, and those in quarantine, which may be mended.
  init(
    _ corpus: Corpus, _ conversations: [Conversation],
    probe: @escaping @Sendable (URL, Modality) -> MediaFinding
  ) {
    root = corpus.root
    self.probe = probe
    var wanted: Set<Medium> = []
    for utterance in conversations.compactMap(\.turns.last).flatMap(\.utterances) {
      if let url = utterance.audio { wanted.insert(Medium(url: url, modality: .audio)) }
      if let url = utterance.video { wanted.insert(Medium(url: url, modality: .video)) }
    }
    for entry in corpus.quarantine.media {
      let url = root.file(entry.name)
      let isVideo = ["mp4", "m4v", "mov", "mkv", "webm", "avi"].contains(
        url.pathExtension.lowercased())
      wanted.insert(Medium(url: url, modality: isVideo ? .video : .audio))
    }
    media = wanted.map { ($0.url.path, $0) }
      .sorted { ($0.0, $0.1.modality.rawValue) < ($1.0, $1.1.modality.rawValue) }.map(\.1)
  }

  /// What each medium is like, in the order of their paths.
  func findings(progress: @escaping @Sendable (Int, Int) -> Void) -> [MediaFinding] {
    let found = Mutex<[Int: MediaFinding]>([:])
    let (media, probe) = (media, probe)
    DispatchQueue.concurrentPerform(iterations: media.count) { index in
      let finding = probe(media[index].url, media[index].modality)
      let done = found.withLock { found in
        found[index] = finding
        return found.count
      }
      progress(done, media.count)
    }
    let findings = found.withLock { $0 }
    return media.indices.compactMap { findings[$0] }
  }

  /// Counts one of them into a report.
  func count(_ finding: MediaFinding, in report: inout AuditReport) {
    var counts = report.media[finding.modality.rawValue] ?? AuditReport.MediaCounts()
    counts.expected += 1
    counts.conditions[finding.condition.name, default: 0] += 1
    let path = Quarantine.name(of: finding.url, in: root)
    if finding.condition == .missing {
      if counts.missingExamples.count < 5 { counts.missingExamples.append(path) }
    } else {
      counts.found += 1
    }
    if let seconds = finding.durationSeconds {
      counts.measured += 1
      counts.totalSeconds += seconds
      counts.shortestSeconds = min(seconds, counts.shortestSeconds ?? seconds)
      counts.longestSeconds = max(seconds, counts.longestSeconds ?? seconds)
    }
    report.media[finding.modality.rawValue] = counts
    let detail: String?
    switch finding.condition {
    case .ok, .missing: return
    case .unreadable(let reason), .cutShort(let reason): detail = reason
    case .oddRate(let rate): detail = "\(rate) Hz"
    case .empty, .noStream, .zeroLength, .silent: detail = nil
    }
    report.findings.append(
      AuditReport.Finding(
        path: path, modality: finding.modality, condition: finding.condition.name, detail: detail))
  }
}
