import AttuneCore
import AttuneCorpus
import AttuneTestSupport
import Foundation
import Testing

@Suite struct CorpusSplitterTests {
  @Test func everyRecordStandsInItsSplitByteForByte() throws {
    try withTemporaryFolder { folder in
      // Keys out of order, numbers and escapes as a person may write them.
      let records = (0..<20).map { number in
        #"{"turns": [{"chain_of_empathy": {"speaker_emotion": "proud"}, "turn_id": "0"}], "#
          + #""score": 1.50, "é": "\u00e9\/", "conversation_id": "\#(number % 18)"}"#
      }
      let unlabelled = #"{"conversation_id": "99", "turns": []}"#
      try folder.writeRecords(records + [unlabelled], to: "all.json")
      let file = folder.appendingPathComponent("all.json")
      let out = folder.appendingPathComponent("splits")
      let counts = try CorpusSplitter.split(file, into: out)
      #expect(counts.values.reduce(0, +) == 20)
      let texts = try ["train.json", "val.json", "test.json"].map {
        try String(contentsOf: out.appendingPathComponent($0), encoding: .utf8)
      }
      for record in records { #expect(texts.joined().contains(record)) }
      #expect(!texts.joined().contains(unlabelled))
      let (before, after) = (try Corpus.load(file), try Corpus.load(out))
      for split in Split.allCases {
        #expect(after.conversations(in: split) == before.conversations(in: split))
        #expect(counts[split] == before.conversations(in: split).count)
      }
    }
  }

  @Test func aFolderWithOneRawFileIsSplitToo() throws {
    try withTemporaryFolder { folder in
      try folder.writeRecords((0..<5).map { rawRecord("\($0)") }, to: "train.json")
      let counts = try CorpusSplitter.split(folder, into: folder.appendingPathComponent("out"))
      #expect(counts == [.train: 3, .test: 1, .validation: 1])
    }
  }

  @Test func theSourceIsNeverOverwritten() throws {
    try withTemporaryFolder { folder in
      try folder.writeRecords([rawRecord("1")], to: "train.json")
      let file = folder.appendingPathComponent("train.json")
      let before = try Data(contentsOf: file)
      let error = #expect(throws: CorpusError.self) {
        try CorpusSplitter.split(file, into: folder)
      }
      guard case .overwritesSource = error else {
        Issue.record("\(String(describing: error))")
        return
      }
      #expect(try Data(contentsOf: file) == before)
    }
  }

  @Test func whatIsSplitAlreadyIsRefused() throws {
    try withTemporaryFolder { folder in
      try folder.writeRecords([rawRecord("1")], to: "train.json")
      try folder.writeRecords([rawRecord("2")], to: "val.json")
      #expect(throws: CorpusError.notOneRawFile(folder.path)) {
        try CorpusSplitter.split(folder, into: folder.appendingPathComponent("out"))
      }
    }
  }
}
