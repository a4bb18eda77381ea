import AttuneCore
import AttuneCorpus
import AttuneTestSupport
import Foundation
import Testing

@Suite struct QuarantineTests {
  @Test func quarantinedMediaHaveNoURLAndQuarantinedConversationsAreLeftOut() throws {
    try withTemporaryFolder { folder in
      try folder.writeRecords(
        [rawRecord("00001", speakerID: 1), rawRecord("00002"), rawRecord("00002")],
        to: "train.json")
      try folder.writeText("", to: "audio_v5_0/dia00001utt0_1.wav")
      try folder.writeText("", to: "video_v5_0/dia00001utt0_1.mp4")
      let list = Quarantine(
        media: [
          .init(name: "audio_v5_0/dia00001utt0_1.wav", reason: "empty"),
          .init(name: "audio_v5_0/dia99999utt0_1.wav", reason: "of another corpus"),
        ],
        conversations: [.init(name: "00002#2", reason: "said twice")])
      try list.write(to: folder)
      let corpus = try Corpus.load(folder)
      #expect(corpus.quarantine == list)
      let all = Split.allCases.flatMap(corpus.conversations)
      #expect(Set(all.map(\.key)) == ["00001", "00002"])
      let utterance = try #require(all.first { $0.id == "00001" }?.turns[0].dialogue[0])
      #expect(utterance.audio == nil)
      #expect(utterance.video?.lastPathComponent == "dia00001utt0_1.mp4")
      #expect(corpus.numQuarantinedConversations == 1)
      #expect(corpus.numQuarantinedMedia == 1)
      #expect(corpus.leftOut?.contains("1 conversations and 1 media") == true)
    }
  }

  @Test func aListThatCannotBeReadIsAnError() throws {
    try withTemporaryFolder { folder in
      try folder.writeRecords([rawRecord("00001")], to: "train.json")
      try folder.writeText("[]", to: "quarantine.json")
      #expect(throws: FileError.self) { try Corpus.load(folder) }
    }
  }
}
