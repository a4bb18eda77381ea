import AttuneCore
import Foundation

extension LeakReport {
  /// The findings, by the rules of ``LeakRules``; the worst first, then in the order of the report.
  func judged() -> [LeakFinding] {
    let all =
      sharedConversations.map(conversationFinding) + sharedDialogues.map(dialogueFinding)
      + sharedSpeakers.map(speakerFinding) + sharedTexts.map(textFinding)
      + fields.compactMap(fieldFinding) + emotionWords.compactMap(wordFinding)
      + classShifts.compactMap(shiftFinding)
    return LeakSeverity.allCases.reversed().flatMap { severity in
      all.filter { $0.severity == severity }
    }
  }

  // MARK: Between splits

  private func conversationFinding(_ overlap: SplitOverlap) -> LeakFinding {
    LeakFinding(
      kind: .sharedConversation, severity: .leak, splits: [overlap.measured, overlap.other],
      message: "\(Self.both(overlap.measured, overlap.other)) conversation ids: \(overlap.shared) "
        + "(\(Self.some(overlap.examples, of: overlap.shared))); "
        + "quarantine.json leaves them out of \(overlap.other.rawValue)")
  }

  private func dialogueFinding(_ overlap: SplitOverlap) -> LeakFinding {
    LeakFinding(
      kind: .sharedDialogue, severity: .leak, splits: [overlap.measured, overlap.other],
      message: "\(Self.both(overlap.measured, overlap.other)) dialogues under different ids: "
        + "\(overlap.shared) (\(Self.some(overlap.examples, of: overlap.shared))); "
        + "keep each in one split")
  }

  private func speakerFinding(_ overlap: SplitOverlap) -> LeakFinding {
    var message =
      "\(Self.both(overlap.measured, overlap.other)) speakers' profile numbers: "
      + "\(overlap.shared) of \(overlap.total), in \(overlap.conversations) conversations; "
    let isPerson = profileNumbers.contradictory == 0
    if isPerson {
      let each = Double(profileNumbers.conversations) / Double(max(1, profileNumbers.numbers))
      message += String(
        format: "a number stands for %.1f conversations on average; "
          + "'--splitting speaker' shares none", each)
    } else {
      message +=
        "\(profileNumbers.contradictory) of \(profileNumbers.numbers) numbers have two ages, "
        + "genders or timbres, so a number is no one person"
    }
    let isKnownAgain = hasMedia || CorpusField.speakerProfileID.isAdmitted(by: inputs)
    return LeakFinding(
      kind: .sharedSpeaker, severity: isPerson && isKnownAgain ? .warning : .note,
      field: .speakerProfileID, splits: [overlap.measured, overlap.other], message: message)
  }

  private func textFinding(_ shared: SharedTexts) -> LeakFinding {
    let weight: LeakSeverity =
      shared.share >= LeakRules.leakSharedTextShare ? .leak : .warning
    let examples = shared.examples.map { "\($0.conversation) = \($0.otherConversation)" }
    return LeakFinding(
      kind: .sharedText, severity: shared.isAdmitted ? weight : .note,
      splits: [shared.measured, shared.other],
      message: "\(Self.both(shared.measured, shared.other)) texts: \(shared.equal) equal, "
        + "\(shared.nearlyEqual) nearly, in \(shared.conversations) of \(shared.total) "
        + "conversations (\(Self.some(examples, of: shared.conversations))); "
        + (shared.isAdmitted ? "keep each in one split" : "the inputs leave their fields out"))
  }

  private func shiftFinding(_ shift: ClassShift) -> LeakFinding? {
    let isSure = shift.pValue * Double(classShifts.count) < LeakRules.significance
    // A word that is rare may well be missing; a class that training lacks can never be answered.
    let unseen = shift.counting == .classes && shift.other == .train ? shift.unseen : []
    guard isSure || !unseen.isEmpty else { return nil }
    var parts: [String] = []
    if isSure {
      parts.append(
        "\(shift.measured.rawValue) and \(shift.other.rawValue) differ in their "
          + "\(shift.counting.rawValue) by more than chance"
          + String(
            format: " (χ² %.1f, %d degrees of freedom, p %.1g, V %.3f)", shift.chiSquare,
            shift.degreesOfFreedom, shift.pValue, shift.effect))
    }
    if !unseen.isEmpty {
      parts.append(
        "\(shift.other.rawValue) has none of \(shift.measured.rawValue)'s "
          + Self.some(unseen, of: unseen.count))
    }
    return LeakFinding(
      kind: .classShift, severity: .warning, splits: [shift.measured, shift.other],
      message: parts.joined(separator: "; "))
  }

  // MARK: In fields

  private func fieldFinding(_ tell: FieldTell) -> LeakFinding? {
    guard tell.reading != .words, let severity = weight(tell) else { return nil }
    return LeakFinding(
      kind: .tellingField, severity: tell.isAdmitted ? severity : .note, field: tell.field,
      message: "\(tell.field.rawValue) \(Self.accuracy(tell))" + Self.named(tell)
        + advice(tell.field))
  }

  private func wordFinding(_ use: EmotionWordUse) -> LeakFinding? {
    let tests = Double(2 * emotionWords.count)
    let isSure = use.word.pValue * tests < LeakRules.significance
    let tell = fields.first { $0.field == use.field && $0.reading == .words }
    let isLeak = tell.flatMap(weight) == .leak
    guard isLeak || isSure else { return nil }
    let isMuch =
      use.ownWordShare >= LeakRules.warningOwnWordShare
      && use.word.lift ?? .infinity >= LeakRules.warningLift
    let severity: LeakSeverity = isLeak ? .leak : isMuch ? .warning : .note
    return LeakFinding(
      kind: .emotionWords, severity: use.isAdmitted ? severity : .note, field: use.field,
      message: "\(use.field.rawValue) names its own label in \(use.word.own) of \(use.count) "
        + "conversations (\(Self.percent(use.ownWordShare))), "
        + (use.word.lift.map { String(format: "%.1f times as often as", $0) } ?? "and never")
        + " other labels" + (tell.map { "; that word alone \(Self.accuracy($0))" } ?? "")
        + advice(use.field))
  }

  /// How much a field tells if a model sees it, whether or not one does; `nil` where it may be chance.
  public func weight(_ tell: FieldTell) -> LeakSeverity? {
    let isSure = tell.pValue * Double(fields.count) < LeakRules.significance
    let reduction = isSure ? tell.errorReduction : 0
    if reduction >= LeakRules.leakErrorReduction || tell.namedShare >= LeakRules.leakNamedShare
      || tell.namedClassShare >= LeakRules.leakNamedClassShare
    {
      return .leak
    }
    if reduction >= LeakRules.warningErrorReduction || !tell.namingValues.isEmpty {
      return .warning
    }
    return isSure ? .note : nil
  }

  private func advice(_ field: CorpusField) -> String {
    guard field.isAdmitted(by: inputs) else { return "; the inputs leave it out" }
    return field.policyKey.map { "; inputs.\($0)=false leaves it out" } ?? ""
  }

  // MARK: Words

  private static func accuracy(_ tell: FieldTell) -> String {
    String(
      format: "answers right in %.1f %% (macro-F1 %.3f), the majority class in %.1f %% (%.3f)",
      100 * tell.accuracy, tell.macroF1, 100 * tell.majorityAccuracy, tell.majorityMacroF1)
  }

  private static func named(_ tell: FieldTell) -> String {
    guard !tell.namingValues.isEmpty else { return "" }
    let values = tell.namingValues.map { value in
      "\(value.value) → \(value.emotion.rawValue) (\(percent(value.share)) of \(value.count))"
    }
    return "; \(values.count) of \(tell.values) values name a class: "
      + some(values, of: values.count)
  }

  private static func both(_ measured: Split, _ other: Split) -> String {
    "\(measured.rawValue) and \(other.rawValue) share"
  }

  private static func some(_ examples: [String], of count: Int) -> String {
    examples.prefix(3).joined(separator: ", ") + (count > 3 ? ", …" : "")
  }

  private static func percent(_ share: Double) -> String {
    String(format: "%.1f %%", 100 * share)
  }
}
