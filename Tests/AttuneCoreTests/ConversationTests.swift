import AttuneCore
import Foundation
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

  @Test func aClipIsOneUtteranceOfTheSpeakerWhoseSoundIsItsOwnUnlessAnotherIsNamed() throws {
    let (video, audio) = (URL(fileURLWithPath: "/a.mp4"), URL(fileURLWithPath: "/b.wav"))
    let (conversation, turn) = Conversation.ofClip(video: video, context: "at night")
    #expect(conversation.turns == [turn] && turn.context == "at night")
    let utterance = try #require(turn.dialogue.first)
    #expect(utterance.role == .speaker && utterance.text.isEmpty)
    #expect(utterance.video == video && utterance.audio == video)
    #expect(Conversation.ofClip(video: video, audio: audio).turn.dialogue.first?.audio == audio)
    #expect(Conversation.ofClip(audio: audio, text: "I see.").turn.dialogue.first?.video == nil)
  }

  @Test func theHonestPolicySeesNeitherLabelNorFuture() {
    let honest = InputPolicy.honest
    #expect(!honest.response && !honest.profileID && !honest.rationale)
    #expect(honest.context && honest.dialogue && honest.profiles && honest.topic)
  }
}
