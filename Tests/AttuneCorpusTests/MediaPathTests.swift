import AttuneCore
import AttuneCorpus
import AttuneTestSupport
import Foundation
import Testing

@Suite struct MediaPathTests {
  private func utterances(_ folder: URL, _ record: String) throws -> [Utterance] {
    try folder.writeRecords([record], to: "train.json")
    let corpus = try Corpus.load(folder)
    let turn = try #require(Split.allCases.flatMap(corpus.conversations).first?.turns.last)
    return turn.dialogue + [turn.response].compactMap { $0 }
  }

  @Test func anUtterancesMediaAreNamedByTheProfileOfItsRole() throws {
    try withTemporaryFolder { folder in
      try folder.writeText("", to: "data/train_audio/audio_v5_0/x")
      try folder.writeText("", to: "video_v5_0/x")
      let found = try utterances(
        folder,
        rawRecord(
          "42", speakerID: 7, listenerID: 8, utterances: ["A", "B", "C"], response: "D"))
      #expect(
        found.map { $0.audio?.path(below: folder) }
          == [(0, 7), (1, 8), (2, 7), (3, 8)].map {
            "data/train_audio/audio_v5_0/dia00042utt\($0)_\($1).wav"
          })
      #expect(found.first?.video?.path(below: folder) == "video_v5_0/dia00042utt0_7.mp4")
    }
  }

  @Test func aCorpusWithoutMediaFoldersHasNoMediaURLs() throws {
    try withTemporaryFolder { folder in
      // One level too deep.
      try folder.writeText("", to: "a/b/c/d/audio_v5_0/dia00001utt0_.wav")
      let found = try utterances(folder, rawRecord("00001"))
      #expect(found.allSatisfy { $0.audio == nil && $0.video == nil })
    }
  }

  @Test func mediaAreFoundInSeveralFoldersUpToThreeLevelsDown() throws {
    try withTemporaryFolder { folder in
      try folder.writeText("", to: "a/b/c/audio_v5_0/dia00001utt0_3.wav")
      try folder.writeText("", to: "a/audio_v5_0/dia00001utt1_4.wav")
      let found = try utterances(
        folder, rawRecord("00001", speakerID: 3, listenerID: 4, utterances: ["A", "B", "C"]))
      #expect(
        found.map { $0.audio?.path(below: folder) } == [
          "a/b/c/audio_v5_0/dia00001utt0_3.wav", "a/audio_v5_0/dia00001utt1_4.wav",
          "a/audio_v5_0/dia00001utt2_3.wav",
        ])
    }
  }

  @Test func withoutAProfileIDTheOneFileThatFitsIsTaken() throws {
    try withTemporaryFolder { folder in
      for name in [
        "dia00001utt0_12.wav", "dia00001utt1_5.wav", "dia00001utt1_6.wav", "dia00001utt2_.wav",
        "dia00001utt2_9.wav", "._dia00001utt3_1.wav", "dia00001utt3_1.txt", "dia00001utt10_1.wav",
      ] {
        try folder.writeText("", to: "audio_v5_0/\(name)")
      }
      let found = try utterances(
        folder, rawRecord("00001", utterances: ["A", "B", "C"], response: "D"))
      #expect(
        found.map { $0.audio?.lastPathComponent } == [
          "dia00001utt0_12.wav",  // the only one
          "dia00001utt1_.wav",  // two fit, so none is taken
          "dia00001utt2_.wav",  // the exact name comes first
          "dia00001utt3_.wav",  // litter and other suffixes do not count
        ])
    }
  }

  @Test func aKnownProfileIDIsNeverReplacedByAnotherVoice() throws {
    try withTemporaryFolder { folder in
      try folder.writeText("", to: "audio_v5_0/dia00001utt0_12.wav")
      let found = try utterances(folder, rawRecord("00001", speakerID: 13))
      #expect(found.first?.audio?.lastPathComponent == "dia00001utt0_13.wav")
    }
  }
}
