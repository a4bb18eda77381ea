import AttuneCore
import AttuneTestSupport
import Foundation
import Testing

@testable import AttuneEvaluation

/// Archives that `Scripts/fixtures/npz.py` wrote.
@Suite struct NPZTableTests {
  private func fixture(_ name: String) throws -> URL {
    let folder = try #require(Bundle.module.url(forResource: "Fixtures", withExtension: nil))
    return folder.appendingPathComponent("npz/\(name)")
  }

  /// Reads an archive of given bytes.
  private func read(_ bytes: [UInt8]) throws -> PredictionTable {
    try bytes.withUnsafeBytes { try NPZTable.read($0, name: "theirs.npz", model: "theirs") }
  }

  @Test(arguments: ["plain", "compressed"])
  func arraysSayWhatLinesSay(_ name: String) throws {
    let table = try PredictionTable(contentsOf: fixture("\(name).npz"))
    #expect(try table == PredictionTable(contentsOf: fixture("\(name).jsonl")))
  }

  @Test func theModelIsNamedAfterTheFileWhereNothingElseNamesIt() throws {
    let table = try PredictionTable(contentsOf: fixture("compressed.npz"))
    #expect(table.model == "compressed" && table.numFolds == 5 && table.rows.count == 100)
    #expect(table.rows[0].attributes["is_first"] == .number(1))
  }

  @Test(arguments: ["compressed.npz", "compressed.jsonl"])
  func numbersThatTellWhoSpeaksAreTexts(_ name: String) throws {
    let rows = try PredictionTable(contentsOf: fixture(name)).rows
    #expect(rows[0].attributes["speaker_id"] == .text("0"))
    #expect(rows[99].attributes["speaker_id"] == .text("9"))
    #expect(rows[99].attributes["speaker_age"] == .text("31"))
    #expect(rows[0].attributes["speaker_age"] == nil)
  }

  @Test(arguments: [
    ("objects", "label", nil),
    ("big_endian", "probabilities", nil),
    ("half", "probabilities", nil),
    ("structured", "turn", nil),
    ("short", "turn", nil),
    ("narrow", "logits", nil),
    ("unknown", "smell", nil),
    ("class", "label", 4),
    ("fraction", "label", nil),
    ("model", "model", nil),
    ("split", "split", nil),
    ("no_answer", nil, nil),
  ])
  func whatIsWrongIsNamedWithItsArrayAndRow(
    _ wrong: (name: String, array: String?, row: Int?)
  ) throws {
    let file = try fixture("\(wrong.name).npz")
    let error = #expect(throws: PredictionTableError.self) { try PredictionTable(contentsOf: file) }
    #expect(error?.key == wrong.array && error?.line == wrong.row)
    #expect(error?.description.contains { $0.isNewline } == false)
  }

  @Test func theMessageSaysFileRowArrayAndValue() {
    let error = PredictionTableError("t.npz", line: 3, key: "probabilities", .wrongSum(1.25))
    #expect(error.description == "t.npz, row 3, probabilities: the sum is 1.25, not 1")
  }

  @Test func anArchiveThatWouldFillTheMemoryIsRefusedUnread() throws {
    var bytes = [UInt8](try Data(contentsOf: fixture("compressed.npz")))
    // The length of the data as the list of contents has it, 22 bytes before the last name.
    let name = try #require(
      bytes.indices.last { bytes[$0...].starts(with: "logits.npy".utf8) })
    bytes.replaceSubrange(name - 22..<name - 18, with: [0xF0, 0xFF, 0xFF, 0x7F])
    let error = #expect(throws: PredictionTableError.self) { try read(bytes) }
    #expect(error?.description.contains("would fill over 67108864 bytes") == true)
  }

  @Test(arguments: ["plain", "compressed"])
  func noMutantDoesWorseThanATypedErrorOfOneLine(_ name: String) throws {
    let good = [UInt8](try Data(contentsOf: fixture("\(name).npz")))
    var mutator = FileMutator(seed: 42)
    var numRefused = 0
    for _ in 0..<400 {
      do {
        _ = try read(mutator.mutant(of: good))
      } catch let error as PredictionTableError {
        numRefused += 1
        #expect(!error.description.contains { $0.isNewline })
      }
    }
    #expect(numRefused > 300)
  }

  @Test func aHeaderThatLiesIsRefused() throws {
    let header = "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }"
    func array(_ header: String, numBytes: Int = 24, version: UInt8 = 1) throws -> NPYArray {
      var bytes: [UInt8] = [0x93] + Array("NUMPY".utf8) + [version, 0]
      bytes += [UInt8(header.utf8.count), 0] + (version == 1 ? [] : [0, 0]) + Array(header.utf8)
      return try NPYArray(bytes + Array(repeating: 0, count: numBytes), name: "logits")
    }
    #expect(try array(header).shape == [2, 3])
    #expect(try array(header, version: 2).floats == Array(repeating: 0, count: 6))
    for (old, new) in [
      ("(2, 3)", "(2, 4)"), ("(2, 3)", "(4294967296, 4294967296, 3)"), ("(2, 3)", "(-2, -3)"),
      ("(2, 3)", "(2, 3"), ("'<f4'", "'<U0'"), ("'<f4'", "'<f5'"), ("'<f4'", "[('a', '<f4')]"),
      ("False", "Maybe"), ("'shape'", "'size'"), ("}", ""), ("}", "} x"), ("'descr'", "'shape'"),
    ] {
      #expect(throws: PredictionTableViolation.self) {
        try array(header.replacing(old, with: new))
      }
    }
    #expect(throws: PredictionTableViolation.self) { try array(header, version: 4) }
    #expect(throws: PredictionTableViolation.self) { try array(header, numBytes: 23) }
  }
}
