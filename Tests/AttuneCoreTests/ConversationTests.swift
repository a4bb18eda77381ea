import AttuneCore
import Testing

@Suite struct ConversationTests {
  @Test func theClassesStandInTheReferenceOrder() {
    #expect(
      Emotion.classNames == [
        "happy", "surprised", "angry", "fear", "sad", "disgusted", "contempt",
      ])
    #expect(Emotion.allCases.map(\.index) == Array(0..<7))
  }

  @Test func twoRecordsOfOneIDHaveDifferentKeys() {
    let first = Conversation(id: "00007", turns: [])
    let second = Conversation(id: "00007", occurrence: 2, turns: [])
    #expect(first.key == "00007")
    #expect(second.key == "00007#2")
  }

  @Test func theHonestPolicySeesNeitherLabelNorFuture() {
    let honest = InputPolicy.honest
    #expect(!honest.response && !honest.profileID && !honest.rationale)
    #expect(honest.context && honest.dialogue && honest.profiles && honest.topic)
  }
}
