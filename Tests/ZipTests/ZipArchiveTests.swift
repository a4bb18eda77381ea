import AttuneTestSupport
import Foundation
import Testing
import Zip

@Suite struct ZipArchiveTests {
  private static let words = "happy surprised angry fear sad disgusted contempt\n"

  private func fixture(_ name: String) throws -> [UInt8] {
    let folder = try #require(Bundle.module.url(forResource: "Fixtures", withExtension: nil))
    return [UInt8](try Data(contentsOf: folder.appendingPathComponent(name)))
  }

  /// The data of one file of an archive, or of all.
  private func data(_ name: String? = nil, in archive: [UInt8]) throws -> [String: [UInt8]] {
    try archive.withUnsafeBytes { bytes in
      let entries = try ZipArchive(ByteReader(bytes: bytes)).entries
      // An archive that lies may ask for more than there is memory for.
      return try entries.filter { name == nil || $0.key == name }
        .filter { $0.value.byteCount < 1 << 20 }.mapValues { try $0.data(in: bytes) }
    }
  }

  @Test(arguments: ["plain.zip", "large.zip"])
  func filesAreReadAsTheyWereWritten(_ name: String) throws {
    let files = try data(in: fixture(name))
    #expect(files.keys.sorted() == ["empty", "folder/words.txt", "noise", "stored.txt"])
    #expect(files["stored.txt"] == Array(Self.words.utf8))
    #expect(files["folder/words.txt"] == Array(String(repeating: Self.words, count: 1000).utf8))
    #expect(files["empty"] == [])
    var value: UInt16 = 1
    let noise = (0..<300).map { _ in
      value = value &* 5 &+ 1
      return UInt8(value >> 8)
    }
    #expect(files["noise"] == noise)
  }

  @Test func anotherMethodIsRefused() throws {
    let archive = try fixture("bzip2.zip")
    #expect(throws: ZipError.unknownMethod("noise")) { try data("noise", in: archive) }
    #expect(try data("stored.txt", in: archive).count == 1)
  }

  @Test func aChangedByteIsSeen() throws {
    var archive = try fixture("plain.zip")
    let entries = try archive.withUnsafeBytes { try ZipArchive(ByteReader(bytes: $0)).entries }
    let start = try #require(entries["stored.txt"]).range.lowerBound
    archive[start + 3] ^= 1
    #expect(throws: ZipError.wrongChecksum("stored.txt", byte: start)) {
      try data("stored.txt", in: archive)
    }
  }

  @Test(arguments: [-1, 1]) func aLengthThatLiesIsRefused(_ difference: Int) throws {
    var archive = try fixture("plain.zip")
    let entries = try archive.withUnsafeBytes { try ZipArchive(ByteReader(bytes: $0)).entries }
    let entry = try #require(entries["noise"])
    // Its place in the list of contents is that of its last name, 46 bytes behind the beginning.
    let list = try #require(archive.lastRange(of: Array("noise".utf8))).lowerBound - 46
    archive[list + 24] = UInt8(truncatingIfNeeded: entry.byteCount + difference)
    #expect(throws: ZipError.brokenData("noise", byte: entry.range.lowerBound)) {
      try data("noise", in: archive)
    }
  }

  @Test(arguments: ["plain.zip", "large.zip"])
  func noMutantDoesWorseThanATypedErrorOfOneLine(_ name: String) throws {
    let good = try fixture(name)
    var mutator = FileMutator(seed: 42)
    var numRefused = 0
    for _ in 0..<2000 {
      do {
        _ = try data(in: mutator.mutant(of: good))
      } catch let error as ZipError {
        numRefused += 1
        #expect(!error.description.contains { $0.isNewline })
      }
    }
    #expect(numRefused > 1000)
  }
}

extension [UInt8] {
  /// Where the last occurrence of `other` is.
  fileprivate func lastRange(of other: [UInt8]) -> Range<Int>? {
    indices.reversed().first { self[$0...].starts(with: other) }.map { $0..<$0 + other.count }
  }
}
