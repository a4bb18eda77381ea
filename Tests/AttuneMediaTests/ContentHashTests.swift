import AttuneMedia
import AttuneTestSupport
import Foundation
import Testing

struct ContentHashTests {
  @Test func hashesAreThoseOfTheStandard() {
    // The examples of FIPS 180-4.
    #expect(
      ContentHash.sha256(of: Data("abc".utf8))
        == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    #expect(
      ContentHash.sha256(of: Data())
        == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
  }

  @Test func aFileHasTheHashOfItsContent() throws {
    try withTemporaryFolder { folder in
      let data = Data((0..<2_500_000).map { UInt8(truncatingIfNeeded: $0 &* 31) })
      let url = folder.appendingPathComponent("large")
      try data.write(to: url)
      #expect(try ContentHash.sha256(ofFile: url) == ContentHash.sha256(of: data))
      let absent = folder.appendingPathComponent("absent")
      #expect(throws: MediaError.missing(absent)) { try ContentHash.sha256(ofFile: absent) }
    }
  }
}
