import AttuneCore
import AttuneCorpus
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

  @Test(arguments: ["Sad", " sad", "", "happy", "neutral"])
  func aWordIsTakenAsItIsOrNotAtAll(word: String) {
    #expect(LabelMap.avamerg.emotion(of: word) == nil)
  }
}
