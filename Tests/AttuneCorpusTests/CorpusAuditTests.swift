import AttuneCore
import AttuneCorpus
import AttuneTestSupport
import Foundation
import Testing

@Suite struct CorpusAuditTests {
  /// A condition by the name of the file: the probe's part is not this target's.
  private static func probe(_ url: URL, _ modality: Modality) -> MediaFinding {
    let conditions: [String: MediaCondition] = [
      "dia00001utt1_.wav": .missing, "dia00001utt2_.wav": .cutShort("half of it"),
      "dia00002utt0_.wav": .silent, "dia00002utt1_.wav": .oddRate(17_000),
      "dia00002utt2_.wav": .unreadable("text"),
    ]
    let condition = conditions[url.lastPathComponent] ?? .ok
    return MediaFinding(
      url: url, modality: modality, condition: condition,
      durationSeconds: condition == .ok ? 2 : condition == .silent ? 4 : nil)
  }

  private func withCorpus(_ body: (URL) throws -> Void) throws {
    try withTemporaryFolder { folder in
      let long = "one two three four five six seven eight nine ten"
      try folder.writeRecords(
        [
          rawRecord("00001", context: "I was so proud", utterances: ["A", "B", "C"]),
          rawRecord("00002", context: "Rain", utterances: [long, "B", "C"]),
          rawRecord("00002", speakerID: 4, emotion: nil, utterances: []),
          #"{"conversation_id": "00003", "turns": []}"#,
          #"{"conversation_id": "00004", "turns": [{"turn_id": "2"}]}"#,
        ], to: "train.json")
      try folder.writeRecords(
        [
          rawRecord(
            "00005", emotion: "jealous",
            utterances: [
              "One, two THREE four five six seven "
                + "eight nine ten!"
            ])
        ], to: "val.json")
      try folder.writeText("", to: "audio_v5_0/x")
      try body(folder)
    }
  }

  private func report(_ folder: URL) throws -> AuditReport {
    CorpusAudit(try Corpus.load(folder, shared: .listed), probe: Self.probe).report()
  }

  @Test func recordsAreCountedWithTheirQuirks() throws {
    try withCorpus { folder in
      let report = try report(folder)
      #expect(report.records == 6 && report.conversations == 5)
      #expect(report.turns == 5 && report.utterances == 7)
      #expect(report.recordsWithoutTurns == 1)
      #expect(report.recordsWithoutLabel == 2)
      #expect(report.recordsWithLateStart == 1)
      #expect(report.recordsWithoutDialogue == 2)
      #expect(report.duplicateIDs == ["00002": 2])
      #expect(report.splits["train"]?.records == 5)
      #expect(report.splits["train"]?.classes == ["sad": 2])
      #expect(report.splits["train"]?.speakers == 1)
      #expect(report.splits["validation"]?.words == ["jealous": 1])
      #expect(report.splits["test"]?.records == 0)
      #expect(report.leaks.labelled == 3 && report.leaks.sharedTexts.map(\.equal) == [1])
      #expect(report.sharedIDs.isEmpty)
    }
  }

  @Test func mediaAreCountedByConditionAndLength() throws {
    try withCorpus { folder in
      let report = try report(folder)
      let audio = try #require(report.media["audio"])
      #expect(audio.expected == 7 && audio.found == 6)
      #expect(
        audio.conditions == [
          "ok": 2, "missing": 1, "cut_short": 1, "silent": 1, "odd_rate": 1, "unreadable": 1,
        ])
      #expect(audio.missingExamples == ["audio_v5_0/dia00001utt1_.wav"])
      #expect(audio.totalSeconds == 8 && audio.measured == 3)
      #expect(audio.shortestSeconds == 2 && audio.longestSeconds == 4)
      #expect(abs((audio.meanSeconds ?? 0) - 8 / 3) < 1e-9)
      #expect(report.media["video"] == nil)
      #expect(
        report.findings.map(\.condition) == ["cut_short", "silent", "odd_rate", "unreadable"])
    }
  }

  @Test func theQuarantineListsWhatWouldMisleadAndASecondAuditFindsTheSame() throws {
    try withCorpus { folder in
      let first = try report(folder)
      let person = Quarantine.Entry(name: "audio_v5_0/dia00001utt0_.wav", reason: "wrong voice")
      let list = first.quarantine(extending: Quarantine(media: [person]))
      #expect(
        list.media.map(\.name) == ["0", "2"].map { "audio_v5_0/dia00001utt\($0)_.wav" }
          + ["0", "2"].map { "audio_v5_0/dia00002utt\($0)_.wav" })
      try list.write(to: folder)
      let second = try report(folder)
      #expect(second.media == first.media)
      #expect(second.quarantinedMedia == 4)
      #expect(second.quarantine(extending: list) == list)
      // What was mended leaves the list; what a person put there stays.
      let corpus = try Corpus.load(folder)
      let mended = CorpusAudit(corpus) {
        MediaFinding(url: $0, modality: $1, condition: .ok)
      }.report()
      #expect(mended.quarantine(extending: list).media == [person])
    }
  }

  @Test func idsInTwoSplitFilesAreListedAndTheEarlierSplitGivesThemUp() throws {
    try withTemporaryFolder { folder in
      try folder.writeRecords(
        [rawRecord("00001"), rawRecord("00001"), rawRecord("00002")], to: "train.json")
      try folder.writeRecords([rawRecord("00003")], to: "val.json")
      try folder.writeRecords([rawRecord("00001"), rawRecord("00003")], to: "test.json")
      let found = try report(folder)
      #expect(found.sharedIDs.map(\.id) == ["00001", "00003"])
      #expect(found.sharedIDs.map(\.splits) == [["test", "train"], ["test", "validation"]])
      #expect(found.sharedIDs.map(\.leftOut) == [["00001", "00001#2"], ["00003"]])
      try found.quarantine(extending: Quarantine()).write(to: folder)
      // No longer an error, and the test split is whole.
      let corpus = try Corpus.load(folder)
      #expect(corpus.conversations(in: .train).map(\.id) == ["00002"])
      #expect(corpus.conversations(in: .test).map(\.key) == ["00001#3", "00003#2"])
      #expect(corpus.numQuarantinedConversations == 3)
      #expect(try report(folder).sharedIDs.isEmpty)
    }
  }

  @Test func theReportComesBackFromJSONAndHasAText() throws {
    try withCorpus { folder in
      let found = try report(folder)
      let data = try JSONEncoder().encode(found)
      #expect(try JSONDecoder().decode(AuditReport.self, from: data) == found)
      for part in ["00002", "dia00001utt1_.wav: missing", "half of it", "17000 Hz", "cut short"] {
        #expect(found.text().contains(part))
      }
    }
  }
}
