import AttuneCore
import AttuneDigest
import Foundation
import Testing

@Suite struct LabelMapTests {
  @Test func theReferenceMapHas32WordsOfSevenClasses() {
    let map = LabelMap.avamerg
    #expect(map.words.count == 32)
    let counts = Dictionary(grouping: map.emotions.values) { $0 }.mapValues(\.count)
    #expect(
      counts == [
        .happy: 12, .surprised: 3, .angry: 3, .fear: 3, .sad: 9, .disgusted: 1, .contempt: 1,
      ])
    #expect(map.emotion(of: "devastated") == .surprised)
    #expect(map.emotion(of: "jealous") == .contempt)
  }

  /// Who changes a map has to give it another version: the hash is that of the text, by sha256sum too.
  @Test(arguments: LabelMap.all)
  func theHashIsThatOfTheMap(_ map: LabelMap) throws {
    let reference = try #require(map.reference)
    var digest = RunningDigest(.sha256)
    digest.update(Data(map.canonicalText.utf8))
    #expect(reference.sha256 == digest.digits())
    #expect(map.canonicalText.hasPrefix("\(reference.name)\n"))
    #expect(map.canonicalText.split(separator: "\n").count == 33)
  }

  @Test func mapsHaveNamesAndHashesOfTheirOwn() {
    let references = LabelMap.all.compactMap(\.reference)
    #expect(Set(references.map(\.name)).count == LabelMap.all.count)
    #expect(Set(references.map(\.sha256)).count == LabelMap.all.count)
  }

  @Test(arguments: ["Sad", " sad", "", "happy", "neutral"])
  func aWordIsTakenAsItIsOrNotAtAll(word: String) {
    #expect(LabelMap.avamerg.emotion(of: word) == nil)
  }
}
