import AttuneCore
import AttuneCorpus
import AttuneTestSupport
import Foundation
import Testing

/// Corpora with leaks that are known because they were put there.
@Suite struct LeakAuditTests {
  private static let words = ["happy": "excited", "sad": "lonely", "angry": "furious"]

  /// Conversations whose texts share no three words in a row, with labels in turn.
  private func records(
    _ range: Range<Int>, emotion: (Int) -> String = { ["excited", "lonely", "furious"][$0 % 3] },
    speakerID: (Int) -> Int? = { _ in nil }, topic: (Int) -> String? = { _ in nil },
    context: (Int) -> String? = { _ in nil }
  ) -> [String] {
    range.map { index in
      rawRecord(
        String(format: "%05d", index * 7_919 % 10_007), speakerID: speakerID(index),
        topic: topic(index), emotion: emotion(index), context: context(index),
        utterances: [text(index, 0), text(index, 1), text(index, 2)], response: text(index, 3))
    }
  }

  private func text(_ index: Int, _ part: Int) -> String {
    var generator = SeededGenerator(index, part)
    return (0..<12).map { _ in "w\(generator.index(below: 3_000))" }.joined(separator: " ")
  }

  private func report(
    train: [String], val: [String] = [], test: [String] = [], inputs: InputPolicy = .honest,
    media: (Corpus) -> [MediaFinding] = { _ in [] }
  ) throws -> LeakReport {
    try withTemporaryFolder { folder in
      try folder.writeRecords(train, to: "train.json")
      if !val.isEmpty { try folder.writeRecords(val, to: "val.json") }
      if !test.isEmpty { try folder.writeRecords(test, to: "test.json") }
      let corpus = try Corpus.load(folder, shared: .listed)
      return LeakAudit(corpus, inputs: inputs, media: media(corpus)).report()
    }
  }

  private func findings(_ report: LeakReport, _ kind: LeakFinding.Kind) -> [LeakFinding] {
    report.findings.filter { $0.kind == kind }
  }

  // MARK: Between splits

  @Test func aCorpusWithoutALeakHasNoFinding() throws {
    let found = try report(
      train: records(0..<240, speakerID: { $0 % 7 }, topic: { "topic \($0 % 5)" }),
      val: records(240..<300), test: records(300..<360))
    #expect(found.findings.isEmpty && found.labelled == 360)
    #expect(found.classShifts.count == 6 && found.classShifts.allSatisfy { $0.pValue > 0.9 })
    try found.requireNoLeak(in: "corpus")
  }

  @Test func idsInTwoSplitsLeak() throws {
    let found = try report(train: records(0..<30), val: records(28..<40))
    let finding = try #require(findings(found, .sharedConversation).first)
    #expect(finding.severity == .leak && finding.splits == [.validation, .train])
    #expect(
      found.sharedConversations.first?.shared == 2 && found.sharedConversations.first?.total == 12)
    // Their dialogues are the same because they are the same conversations.
    #expect(found.sharedDialogues.isEmpty)
  }

  @Test func theSameTurnsUnderAnotherIDLeak() throws {
    let copy = rawRecord(
      "copy", emotion: "excited",
      utterances: [text(3, 0).uppercased(), text(3, 1) + "!", text(3, 2)])
    let found = try report(train: records(0..<30), test: records(30..<40) + [copy])
    #expect(found.sharedConversations.isEmpty)
    #expect(found.sharedDialogues.map(\.examples) == [["copy = 03743"]])
    let finding = try #require(findings(found, .sharedDialogue).first)
    #expect(finding.severity == .leak && finding.splits == [.test, .train])
    #expect(finding.message.contains("copy = 03743"))
  }

  @Test func nearlyEqualTextsLeakFromOneInAHundredConversationsOn() throws {
    var words = text(5, 2).split(separator: " ").map(String.init)
    words[6] = "other"
    let near = rawRecord("near", utterances: [words.joined(separator: " ")])
    func texts(_ numTest: Int) throws -> LeakReport {
      try report(train: records(0..<30), test: records(30..<30 + numTest) + [near])
    }
    let few = try texts(40)
    let shared = try #require(few.sharedTexts.first)
    #expect(few.sharedTexts.count == 1 && shared.isAdmitted)
    #expect(shared.equal == 0 && shared.nearlyEqual == 1 && shared.conversations == 1)
    let example = try #require(shared.examples.first)
    #expect(example.conversation == "near" && example.field == .utterance)
    // 11 pairs of neighbouring words each, 9 of them shared.
    #expect(example.jaccard == 9.0 / 13 && example.otherText == text(5, 2))
    #expect(findings(few, .sharedText).map(\.severity) == [.leak])
    #expect(findings(try texts(140), .sharedText).map(\.severity) == [.warning])
  }

  @Test func sharedTextsOfFieldsThatTheInputsLeaveOutAreANote() throws {
    let reply = rawRecord("reply", utterances: [text(900, 0)], response: text(5, 3))
    let test = records(30..<40) + [reply]
    let honest = try report(train: records(0..<30), test: test)
    #expect(findings(honest, .sharedText).map(\.severity) == [.note])
    #expect(
      honest.sharedTexts.map(\.isAdmitted) == [false] && honest.sharedTexts.map(\.equal) == [1])
    let reference = try report(train: records(0..<30), test: test, inputs: .reference)
    #expect(findings(reference, .sharedText).map(\.severity) == [.leak])
  }

  @Test func aSharedSpeakerIsAWarningWhereHeIsHeardAndANoteWhereANumberIsNoPerson() throws {
    let train = records(0..<30, speakerID: { $0 % 5 })
    let test = records(30..<40, speakerID: { 4 + $0 % 5 })
    let honest = try report(train: train, test: test)
    #expect(
      honest.sharedSpeakers.map(\.shared) == [1] && honest.sharedSpeakers.map(\.examples) == [["4"]]
    )
    #expect(honest.profileNumbers.numbers == 9 && honest.profileNumbers.contradictory == 0)
    #expect(findings(honest, .sharedSpeaker).map(\.severity) == [.note])
    let reference = try report(train: train, test: test, inputs: .reference)
    #expect(findings(reference, .sharedSpeaker).map(\.severity) == [.warning])
    let people = ["elderly", "young"].map { age in
      """
      {"conversation_id": "\(age)", "speaker_profile": {"ID": 4, "age": "\(age)"}, \
      "turns": [{"turn_id": "0"}]}
      """
    }
    let several = try report(train: train + people, test: test, inputs: .reference)
    #expect(several.profileNumbers.contradictory == 1)
    #expect(findings(several, .sharedSpeaker).map(\.severity) == [.note])
  }

  @Test func splitsWhoseClassesDifferAreAWarning() throws {
    let found = try report(
      train: records(0..<90), val: records(90..<150, emotion: { _ in "lonely" }),
      test: records(150..<200, emotion: { $0 % 2 == 0 ? "furious" : "jealous" }))
    let shifts = findings(found, .classShift)
    #expect(shifts.allSatisfy { $0.severity == .warning } && shifts.count == 6)
    let shift = try #require(found.classShifts.first { $0.counting == .classes })
    #expect(shift.measured == .test && shift.other == .train && shift.unseen == ["contempt"])
  }

  // MARK: Fields

  @Test func aFieldThatNamesTheLabelIsALeakOnlyIfItIsAnInput() throws {
    // Each speaker has one emotion, topics have none.
    let train = records(0..<300, speakerID: { $0 % 6 }, topic: { "topic \($0 / 3 % 4)" })
    let honest = try report(train: train)
    #expect(findings(honest, .tellingField).map(\.severity) == [.note])
    let reference = try report(train: train, inputs: .reference)
    let finding = try #require(findings(reference, .tellingField).first)
    #expect(finding.severity == .leak && finding.field == .speakerProfileID)
    #expect(finding.message.contains("inputs.profile_id=false"))
    let tell = try #require(reference.fields.first { $0.field == .speakerProfileID })
    #expect(tell.accuracy == 1 && tell.macroF1 == 1 && tell.errorReduction == 1)
    #expect(tell.majorityAccuracy < 0.4 && tell.pValue < 1e-40)
    #expect(tell.namingValues.count == 6 && tell.namedShare == 1 && tell.namedClassShare == 1)
    let topic = try #require(reference.fields.first { $0.field == .topic })
    #expect(topic.values == 4 && topic.namingValues.isEmpty && topic.pValue > 0.001)
    #expect(throws: LeakError.self) { try reference.requireNoLeak(in: "corpus") }
    do {
      try reference.requireNoLeak(in: "corpus")
    } catch {
      #expect(error.count == 1 && error.corpus == "corpus" && error.first == finding.message)
      #expect(error.description.hasPrefix("corpus: 1 leak, the first: speaker_profile_id"))
    }
  }

  @Test func aTextThatStandsForOneConversationTellsNothing() throws {
    let found = try report(train: records(0..<200, topic: { "topic \($0)" }))
    let topic = try #require(found.fields.first { $0.field == .topic })
    #expect(topic.values == 200 && topic.accuracy == topic.majorityAccuracy)
    #expect(findings(found, .tellingField).isEmpty)
  }

  @Test func aValueThatNamesOneRareClassLeaksThoughAccuracyHardlyMoves() throws {
    // One in twenty is jealous, and only those talk of that topic.
    let found = try report(
      train: records(
        0..<600, emotion: { $0 % 20 == 7 ? "jealous" : $0 % 3 == 0 ? "excited" : "lonely" },
        topic: { $0 % 20 == 7 ? "envy" : "topic \($0 % 4)" }))
    let tell = try #require(found.fields.first { $0.field == .topic })
    #expect(tell.errorReduction < 0.2 && tell.namingValues.map(\.value) == ["envy"])
    #expect(tell.namingValues.first?.emotion == .contempt && tell.namedClassShare == 1)
    #expect(findings(found, .tellingField).map(\.severity) == [.leak])
  }

  @Test func aBlockOfNumbersOfOneClassIsFoundInTheIDs() throws {
    let train = (0..<480).map { index in
      rawRecord(
        String(format: "%05d", index),
        emotion: index >= 360 ? "lonely" : index % 2 == 0 ? "excited" : "furious",
        utterances: [text(index, 0)])
    }
    let found = try report(train: train)
    let tell = try #require(found.fields.first { $0.field == .conversationID })
    #expect(tell.reading == .range && tell.values == 16 && !tell.isAdmitted)
    #expect(tell.namingValues.map(\.emotion) == [.sad, .sad, .sad, .sad])
    #expect(tell.namingValues.first?.value == "360…389")
    #expect(findings(found, .tellingField).map(\.severity) == [.note])
  }

  @Test func mediaTellByTheirRateLengthFolderAndAbsence() throws {
    try withTemporaryFolder { folder in
      // The sound of the angry is at another rate, and the sad are silent films.
      try folder.writeRecords(records(0..<240), to: "train.json")
      try folder.writeText("", to: "audio_v5_0/x")
      let corpus = try Corpus.load(folder)
      let media = Split.allCases.flatMap(corpus.conversations).compactMap {
        conversation -> MediaFinding? in
        guard let turn = conversation.turns.last, let url = turn.dialogue.last?.audio,
          turn.emotion != .sad
        else { return nil }
        return MediaFinding(
          url: url, modality: .audio, condition: .ok, durationSeconds: 2,
          sampleRate: turn.emotion == .angry ? 22_050 : 16_000)
      }
      let found = LeakAudit(corpus, media: media).report()
      let rate = try #require(found.fields.first { $0.field == .audioSampleRate })
      #expect(rate.isAdmitted && rate.accuracy == 1 && rate.present == 160)
      #expect(Set(rate.namingValues.map(\.value)) == ["16000 Hz", "22050 Hz", "absent"])
      let length = try #require(found.fields.first { $0.field == .audioSeconds })
      #expect(length.namingValues.map(\.value) == ["absent"])
      #expect(found.findings(.leak).map(\.field) == [.audioSampleRate, .audioSeconds])
    }
  }

  @Test func aFolderNamedAfterTheClassIsNoted() throws {
    try withTemporaryFolder { folder in
      let list = (0..<120).map { index in
        let name = ["happy", "sad", "angry"][index % 3]
        return """
          {"conversation_id": "\(index * 7_919 % 10_007)", "turn": {"turn_id": "0", "dialogue": \
          [{"index": 0, "role": "speaker", "text": "Hi", "audio_path": "\(name)/a\(index).wav"}], \
          "chain_of_empathy": {"speaker_emotion": "\(Self.words[name] ?? "")"}}}
          """
      }
      try folder.writeRecords(list, to: "json/mapped_train_data.json")
      let found = LeakAudit(try Corpus.load(folder)).report()
      let path = try #require(found.fields.first { $0.field == .audioPath })
      #expect(path.namingValues.map(\.value) == ["angry/a#.wav", "happy/a#.wav", "sad/a#.wav"])
      #expect(findings(found, .tellingField).map(\.field) == [.audioPath])
      #expect(findings(found, .tellingField).map(\.severity) == [.note])
    }
  }

  @Test(arguments: 0..<6) func whatChanceDealsIsNoFinding(seed: Int) throws {
    var generator = SeededGenerator(seed, 99)
    let words = LabelMap.avamerg.words
    let dealt = (0..<400).map { _ in
      (
        word: words[generator.index(below: 32)], speaker: generator.index(below: 30),
        topic: generator.index(below: 12), talk: words[generator.index(below: 32)]
      )
    }
    let found = try report(
      train: records(
        0..<400, emotion: { dealt[$0].word }, speakerID: { dealt[$0].speaker },
        topic: { "topic \(dealt[$0].topic)" }, context: { "They are \(dealt[$0].talk)" }),
      inputs: .reference)
    #expect(found.findings.filter { $0.kind != .sharedSpeaker }.isEmpty)
  }

  @Test func idsThatReadAsNumbersWithoutBeingOnesAreNames() throws {
    let odd = ["nan", "inf", "1e999", "-0", "0x1p3"].map { rawRecord($0) }
    let found = try report(train: records(0..<60) + odd)
    let ids = try #require(found.fields.first { $0.field == .conversationID })
    #expect(ids.present == 65 && ids.values > 3)
  }

  // MARK: Words

  @Test func aTextThatNamesItsLabelIsALeakAndHonestTalkOfFeelingsIsNone() throws {
    let words = ["excited", "lonely", "furious"]
    var generator = SeededGenerator(11)
    let talk = (0..<600).map { _ in "I was \(words[generator.index(below: 3)]) then" }
    let honest = try report(train: records(0..<600, context: { talk[$0] }))
    #expect(findings(honest, .emotionWords).isEmpty)
    let use = try #require(honest.emotionWords.first { $0.field == .context })
    #expect(use.count == 600 && abs(use.ownWordShare - 1.0 / 3) < 0.06)
    #expect(abs((use.word.lift ?? 0) - 1) < 0.2)

    let named = try report(train: records(0..<600, context: { "I was \(words[$0 % 3]) then" }))
    let finding = try #require(findings(named, .emotionWords).first)
    #expect(finding.severity == .leak && finding.field == .context)
    #expect(finding.message.contains("inputs.context=false"))
    #expect(named.emotionWords.first { $0.field == .context }?.word.lift == nil)

    // One in eight names it, by a form of the word, and it is always the right one.
    let forms = ["excitedly", "loneliness", "fury"]
    let some = try report(
      train: records(0..<600, context: { $0 % 8 == 0 ? "With \(forms[$0 % 3])" : "Nothing" }))
    #expect(findings(some, .emotionWords).map(\.severity) == [.warning])
  }

  // MARK: The report

  @Test func theReportIsTheSameEachTimeAndComesBackFromItsFile() throws {
    func once() throws -> LeakReport {
      try report(
        train: records(0..<200, speakerID: { $0 % 9 }, topic: { "topic \($0 % 5)" }),
        val: records(195..<260, speakerID: { $0 % 9 }), inputs: .reference)
    }
    let found = try once()
    #expect(try once() == found)
    try withTemporaryFolder { folder in
      let file = folder.appendingPathComponent("run/audit.json")
      try found.write(to: file)
      #expect(try LeakReport(contentsOf: file) == found)
      try Data("{}".utf8).write(to: file)
      #expect(throws: FileError.self) { try LeakReport(contentsOf: file) }
    }
    #expect(found.findings.map(\.severity) == found.findings.map(\.severity).sorted(by: >))
  }

  @Test func leaksAreRedOnATerminalOnly() throws {
    let found = try report(train: records(0..<30), val: records(28..<40))
    #expect(!found.text().contains("\u{1B}"))
    #expect(found.text(coloured: true).contains("\u{1B}[1;31mleak\u{1B}[0m"))
    #expect(found.text().contains("with honest inputs: "))
  }
}
