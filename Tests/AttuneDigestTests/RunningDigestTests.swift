import AttuneDigest
import Foundation
import Testing

@Suite struct RunningDigestTests {
  @Test func `Hashes are those of the standard`() {
    // The examples of FIPS 180-4.
    var sha1 = RunningDigest(.sha1)
    sha1.update(Data("abc".utf8))
    #expect(sha1.digits() == "a9993e364706816aba3e25717850c26c9cd0d89d")
    var sha256 = RunningDigest(.sha256)
    #expect(
      sha256.digits() == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
    sha256.update(Data("abc".utf8))
    #expect(
      sha256.digits() == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
  }

  @Test func `Pieces hash as the whole, and a copy goes its own way`() {
    let data = Data((0..<10_000).map { UInt8(truncatingIfNeeded: $0 &* 31) })
    var whole = RunningDigest(.sha256)
    whole.update(data)
    var pieces = RunningDigest(.sha256)
    for start in stride(from: 0, to: data.count, by: 97) {
      var copy = pieces
      copy.update(Data([1]))
      pieces.update(data[start..<min(start + 97, data.count)])
    }
    #expect(pieces.digits() == whole.digits())
  }
}
