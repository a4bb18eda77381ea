import Attune
import AttuneCore
import AttuneEvaluation
import AttuneModels

/// Examines how a run or a fusion depends on its inputs, by predicting the same conversations with
/// their inputs changed.
public struct SensitivityStudy {
  /// What is examined.
  public enum Question: String, CaseIterable, Sendable {
    /// Every subset of the modalities.
    case modalities
    /// Each part taken from another conversation, and taken away.
    case exchanges
    /// Inputs made worse by degrees.
    case stress
  }

  private let recognizer: Recognizer
  private let conversations: [Conversation]
  private let split: Split?
  private let run: String?
  private let seed: Int
  private let resampling: Resampling
  private let progress: (String) -> Void
  private let memory = ReadingMemory()

  /// Prepares a study.
  ///
  /// - Parameters:
  ///   - conversations: those whose last turn has no label are left out.
  ///   - split: the split that they are.
  ///   - run: what the report calls the run.
  ///   - seed: of donors, noise and losses.
  ///   - resampling: how the intervals of changes are found.
  ///   - progress: called with the name of what is predicted next.
  public init(
    _ recognizer: Recognizer, conversations: [Conversation], split: Split?, run: String?,
    seed: Int, resampling: Resampling = Resampling(),
    progress: @escaping (String) -> Void = { _ in }
  ) {
    self.recognizer = recognizer
    self.conversations = conversations.filter { $0.turns.last?.emotion != nil }
    (self.split, self.run, self.seed, self.progress) = (split, run, seed, progress)
    self.resampling = resampling
  }

  /// Answers questions.
  ///
  /// - Parameters:
  ///   - repetitions: how often each part is exchanged, with other donors each time; at least 1.
  ///   - retrained: what models answer that were trained without a part.
  /// - Throws: ``EvaluationError`` where no conversation has a label; errors of the models and media.
  public func answer(
    _ questions: Set<Question>, repetitions: Int = 3,
    retrained: [InputPart: PredictionTable] = [:]
  ) throws -> SensitivityReport {
    // A change leaves most inputs as they are; what it makes of the others is never asked for again.
    memory.isOpen = true
    let baseline = try table("unchanged", conversations)
    memory.isOpen = false
    var report = try SensitivityReport(
      unchanged: baseline, numConversations: conversations.count, seed: seed,
      resampling: resampling)
    if questions.contains(.modalities) { report.modalityMatrix = try modalityMatrix(baseline) }
    if questions.contains(.exchanges) {
      report.exchanges = try parts.map { part in
        var result = try exchange(part, baseline, repetitions: max(1, repetitions))
        result.retrained = try retrained[part].map {
          try .init($0, against: baseline, resampling)
        }
        return result
      }
    }
    if questions.contains(.stress) { report.curves = try curves(baseline) }
    return report
  }

  /// The parts that the model may see and that the data have.
  public var parts: [InputPart] {
    let policies = recognizer.inputPolicies
    let modalities = recognizer.modalities
    return InputPart.allCases.filter { part in
      policies.contains(where: part.isSeen) && modalities.contains(part.modality)
        && conversations.contains { $0.has(part) }
    }
  }

  private func modalityMatrix(_ baseline: PredictionTable) throws -> [SensitivityReport.Subset] {
    let present = recognizer.modalities.filter { modality in
      conversations.contains { $0.has(InputPart(modality)) }
    }
    let subsets = (1..<1 << present.count).map { bits in
      present.indices.filter { bits >> $0 & 1 == 1 }.map { present[$0] }
    }
    return try subsets.sorted { $0.count > $1.count }.map { kept in
      let taken = present.filter { !kept.contains($0) }
      guard !taken.isEmpty else {
        return .init(modalities: kept, figures: try .init(baseline))
      }
      let changed = conversations.map { conversation in
        taken.reduce(conversation) { $0.without(InputPart($1)) }
      }
      let name = kept.map(\.rawValue).joined(separator: " + ")
      return .init(modalities: kept, figures: try figures(name, changed, baseline))
    }
  }

  private func exchange(
    _ part: InputPart, _ baseline: PredictionTable, repetitions: Int
  ) throws -> SensitivityReport.Exchange {
    let before = try SensitivityReport.Figures(baseline)
    let holders = conversations.indices.filter { conversations[$0].has(part) }
    var changed = 0
    var distance = 0.0
    var accuracyLosses: [Double] = []
    var macroF1Losses: [Double] = []
    for repetition in 0..<repetitions {
      let order = DonorOrder(count: holders.count, seed: seed, repetition: repetition)
      var given = conversations
      for (place, donor) in order.donors.enumerated() {
        given[holders[place]] = conversations[holders[place]].replacing(
          part, from: conversations[holders[donor]])
      }
      let after = try table("\(part.rawValue) exchanged, \(repetition + 1)", given)
      for index in holders {
        let (old, new) = (baseline.rows[index], after.rows[index])
        if old.answerIndex != new.answerIndex { changed += 1 }
        distance +=
          zip(old.probabilities, new.probabilities).reduce(0) { $0 + Double(abs($1.0 - $1.1)) } / 2
      }
      let figures = try SensitivityReport.Figures(after)
      accuracyLosses.append(before.accuracy - figures.accuracy)
      macroF1Losses.append(before.macroF1 - figures.macroF1)
    }
    let count = Double(max(1, holders.count * repetitions))
    let without = conversations.map { $0.without(part) }
    return .init(
      part: part, numConversations: holders.count, changedAnswers: Double(changed) / count,
      distance: distance / count, accuracyLosses: accuracyLosses, macroF1Losses: macroF1Losses,
      without: try figures("without \(part.rawValue)", without, baseline))
  }

  private func curves(_ baseline: PredictionTable) throws -> [SensitivityReport.Curve] {
    try Stress.allCases.filter { stress in
      recognizer.modalities.contains(stress.modality)
        && conversations.contains { $0.has(InputPart(stress.modality)) }
    }.map { stress in
      let points = try stress.levels.map { level in
        SensitivityReport.Curve.Point(
          level: level,
          figures: try figures(
            "\(stress.rawValue) \(level)",
            stress.takesAway ? without(stress.modality, share: level) : conversations, baseline,
            augmentation: stress.takesAway ? nil : stress.augmentation(level: level)))
      }
      return .init(stress: stress, points: points)
    }
  }

  /// The conversations, a share of those that have a modality without it; a larger share takes it
  /// from more of the same ones.
  private func without(_ modality: Modality, share: Double) -> [Conversation] {
    let part = InputPart(modality)
    let holders = conversations.indices.filter { conversations[$0].has(part) }
    let order = DonorOrder(count: holders.count, seed: seed, repetition: 0).cycle
    let count = Int((share * Double(holders.count)).rounded())
    return order.prefix(count).reduce(into: conversations) { changed, place in
      changed[holders[place]] = changed[holders[place]].without(part)
    }
  }

  private func figures(
    _ name: String, _ conversations: [Conversation], _ baseline: PredictionTable,
    augmentation: AugmentationConfiguration? = nil
  ) throws -> SensitivityReport.Figures {
    try .init(
      try table(name, conversations, augmentation: augmentation), against: baseline, resampling)
  }

  private func table(
    _ name: String, _ conversations: [Conversation],
    augmentation: AugmentationConfiguration? = nil
  ) throws -> PredictionTable {
    progress(name)
    return try recognizer.predict(
      conversations, split: split, run: run, augmentation: augmentation, seed: seed,
      memory: memory
    ).table
  }
}
