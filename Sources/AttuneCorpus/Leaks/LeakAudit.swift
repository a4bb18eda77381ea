import AttuneCore

/// Looks for what tells a model the label, and for what the splits of a corpus share.
///
/// Load the corpus with `shared: .listed`, or an id in two splits is an error before any audit.
public struct LeakAudit {
  private let inputs: InputPolicy
  private let lexicon: EmotionLexicon
  private let sharedIDs: Set<String>
  private let records: [LeakRecord]

  /// Creates an audit.
  ///
  /// - Parameters:
  ///   - inputs: what the model may see.
  ///   - media: what is known of the media; without it, sample rates and lengths tell nothing.
  public init(_ corpus: Corpus, inputs: InputPolicy = .honest, media: [MediaFinding] = []) {
    self.inputs = inputs
    sharedIDs = Set(corpus.sharedIDs)
    var words = WordNumbers()
    lexicon = EmotionLexicon(corpus.labelMap, &words)
    let known = Dictionary(media.map { (MediaKey($0.url, $0.modality), $0) }) { first, _ in first }
    var records: [LeakRecord] = []
    for split in Split.allCases.map(Optional.some) + [nil] {
      for conversation in split.map(corpus.conversations) ?? corpus.unassigned {
        if let record = LeakRecord(
          conversation, split: split, root: corpus.root, media: known, words: &words)
        {
          records.append(record)
        }
      }
    }
    self.records = records
  }

  /// Runs the audit; the same corpus gives the same report, digit by digit.
  public func report() -> LeakReport {
    let (fields, words) = FieldMeasurement(records, inputs: inputs, lexicon).measure()
    var report = LeakReport(
      inputs: inputs, labelled: records.count { $0.turn.emotion != nil },
      hasMedia: records.contains { record in
        record.turn.utterances.contains { $0.audio != nil || $0.video != nil }
      },
      sharedConversations: overlaps(\.conversation.id) { id, _, _ in id },
      sharedDialogues: overlaps(dialogue) { _, here, there in "\(here) = \(there)" },
      sharedSpeakers: overlaps(\.conversation.speaker?.id) { number, _, _ in String(number) },
      profileNumbers: ProfileNumbers(records),
      sharedTexts: [true, false].flatMap {
        SharedTextSearch.search(records, inputs: inputs, isAdmitted: $0)
      },
      emotionWords: words, fields: fields, classShifts: classShifts(), findings: [])
    report.findings = report.judged()
    return report
  }

  private func overlaps<Name: Hashable>(
    _ name: (LeakRecord) -> Name?, example: (Name, String, String) -> String
  ) -> [SplitOverlap] {
    let entries = records.compactMap { record in
      name(record).map { SplitOverlap.Entry(record.split, $0, record.conversation.key) }
    }
    return SplitPair.all.compactMap { SplitOverlap($0, entries, example: example) }
  }

  /// The words of a dialogue; `nil` where it is short, or another split has the very id.
  private func dialogue(_ record: LeakRecord) -> [Int32]? {
    guard !sharedIDs.contains(record.conversation.id) else { return nil }
    let words = record.dialogueWords
    return words.count >= LeakRules.shortestText ? words : nil
  }

  private func classShifts() -> [ClassShift] {
    func names(_ split: Split, _ name: (Turn) -> String?) -> [String] {
      records.filter { $0.split == split }.compactMap { name($0.turn) }
    }
    return SplitPair.all.flatMap { pair in
      [
        (ClassShift.Counting.classes, { (turn: Turn) in turn.emotion?.rawValue }),
        (.words, \.emotionWord),
      ].compactMap { counting, name in
        let (measured, other) = (names(pair.measured, name), names(pair.other, name))
        guard !measured.isEmpty, !other.isEmpty else { return nil }
        return ClassShift(pair, counting: counting, measured: measured, other: other)
      }
    }
  }
}
