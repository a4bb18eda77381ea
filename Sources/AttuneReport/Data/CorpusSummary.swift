import AttuneCore
import AttuneCorpus
import Foundation

/// What is in the corpus, as far as its files can be counted without decoding them.
struct CorpusSummary: Sendable {
  /// Counts and leaks; media are counted by their files.
  let audit: AuditReport
  /// What is left out, and why.
  let quarantine: Quarantine

  /// Counts a corpus.
  ///
  /// - Parameter inputs: What the models may see, all together; leaks are judged by it.
  init(_ corpus: Corpus, inputs: InputPolicy) {
    quarantine = corpus.quarantine
    audit = CorpusAudit(corpus, inputs: inputs) { url, modality in
      let size = (try? FileManager.default.attributesOfItem(atPath: url.path)[.size]) as? NSNumber
      let condition: MediaCondition =
        switch size?.intValue {
        case nil: .missing
        case 0: .empty
        default: .ok
        }
      return MediaFinding(url: url, modality: modality, condition: condition)
    }.report()
  }
}
