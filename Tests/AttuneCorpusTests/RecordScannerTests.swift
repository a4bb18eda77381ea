import Foundation
import Testing

@testable import AttuneCorpus

@Suite struct RecordScannerTests {
  @Test func everyRecordIsFoundByteForByte() throws {
    let records = [
      #"{"a": [1, -2.5e+3, 0], "b": "q\"\\\u00e9 ]}"}"#, "null", #""é, [""#, "[]", "{ }", "true",
    ]
    let text = "\u{FEFF} [ " + records.joined(separator: " ,\n ") + " ] \n"
    let data = Data(text.utf8)
    let ranges = try RecordScanner.records(in: data)
    #expect(ranges.map { String(decoding: data[$0], as: UTF8.self) } == records)
  }

  @Test func anEmptyListHasNoRecords() throws {
    #expect(try RecordScanner.records(in: Data(" [ ] ".utf8)).isEmpty)
  }

  @Test(
    arguments: [
      ("", 0, nil), ("[", 1, 0), ("{}", 0, nil), ("[1", 2, nil), ("[1 2]", 3, nil), ("[1,]", 3, 1),
      ("[1] x", 4, nil), (#"[{"a" 1}]"#, 6, 0), (#"[{"a": 1,}]"#, 9, 0), (#"[0, {"a": }]"#, 10, 1),
      (#"["a]"#, 1, 0), (#"["\x"]"#, 3, 0), (#"["\u12g4"]"#, 3, 0), ("[01]", 2, nil),
      ("[1.]", 1, 0), ("[-]", 1, 0), ("[1e]", 1, 0), ("[nul]", 1, 0), ("[\"a\nb\"]", 3, 0),
      (#"[{"a": [1}]"#, 9, 0), (#"["\"#, 1, 0),
    ] as [(String, Int, Int?)])
  func aFaultIsFoundAtItsByteAndRecord(text: String, byte: Int, record: Int?) {
    let fault = #expect(throws: RecordScanner.Fault.self) {
      try RecordScanner.records(in: Data(text.utf8))
    }
    #expect(fault?.byte == byte)
    #expect(fault?.record == record)
  }

  @Test func aStringThatIsNotUTF8IsAFault() {
    let fault = #expect(throws: RecordScanner.Fault.self) {
      try RecordScanner.records(in: Data("[\"".utf8) + [0xFF] + Data("\"]".utf8))
    }
    #expect(fault?.byte == 1)
  }

  @Test func nestingWithoutEndIsAFaultAndNoCrash() {
    #expect(throws: RecordScanner.Fault.self) {
      try RecordScanner.records(in: Data(String(repeating: "[", count: 1_000_000).utf8))
    }
  }
}
