import AttuneCore
import AttuneEvaluation
import Foundation
import Testing

@testable import AttuneSensitivity

@Suite struct ConversationPartsTests {
  private func conversation(_ name: String, utterances: Int = 3) -> Conversation {
    let dialogue = (0..<utterances).map { index in
      Utterance(
        index: index, role: index % 2 == 0 ? .speaker : .listener, text: "\(name) \(index)",
        audio: URL(fileURLWithPath: "/\(name)\(index).wav"))
    }
    let turn = Turn(
      id: "0", context: "situation of \(name)", dialogue: dialogue, emotion: .happy,
      rationale: AnnotatedRationale(eventScenario: "event of \(name)"))
    return Conversation(
      id: name, speaker: SpeakerProfile(age: .young, id: name.count), topic: "topic of \(name)",
      turns: [turn])
  }

  @Test func onlyTheNamedPartChanges() throws {
    let (own, donor) = (conversation("a"), conversation("bb"))
    var expected = own
    expected.turns[0].context = "situation of bb"
    #expect(own.replacing(.context, from: donor) == expected)
    expected = own
    expected.topic = "topic of bb"
    #expect(own.replacing(.topic, from: donor) == expected)
    expected = own
    expected.speaker?.id = 2
    #expect(own.replacing(.profileID, from: donor) == expected)
    expected = own
    for index in 0..<3 { expected.turns[0].dialogue[index].text = "bb \(index)" }
    #expect(own.replacing(.dialogue, from: donor) == expected)
  }

  @Test func aModalityIsAllOfItsParts() {
    let (own, donor) = (conversation("a"), conversation("bb"))
    #expect(
      own.replacing(.text, from: donor)
        == own.replacing(.context, from: donor).replacing(.dialogue, from: donor))
    let metadata = own.replacing(.metadata, from: donor)
    #expect(metadata.speaker?.id == 2)
    #expect(metadata.topic == "topic of bb")
    #expect(metadata.turns[0].rationale?.eventScenario == "event of bb")
    #expect(metadata.turns[0].dialogue == own.turns[0].dialogue)
  }

  @Test func utterancesAreGivenToTheSameRoleAndFromTheFirstAgain() {
    let changed = conversation("a", utterances: 5)
      .replacing(.audio, from: conversation("b", utterances: 3))
    #expect(
      changed.turns[0].dialogue.map { $0.audio?.lastPathComponent }
        == ["b0.wav", "b1.wav", "b2.wav", "b1.wav", "b0.wav"])
    #expect(changed.turns[0].dialogue.map(\.text).first == "a 0")
  }

  @Test func withoutADonorThePartIsAbsent() {
    let own = conversation("a")
    #expect(own.replacing(.audio, from: nil).turns[0].dialogue.allSatisfy { $0.audio == nil })
    #expect(own.replacing(.text, from: nil).turns[0].context == nil)
    #expect(own.replacing(.metadata, from: nil).speaker == SpeakerProfile())
    #expect(own.has(.audio))
    #expect(!own.has(.video))
    #expect(!own.has(.gender))
    #expect(!own.replacing(.topic, from: nil).has(.topic))
  }

  @Test func aPartIsReplacedAndNeverAdded() {
    var own = conversation("a")
    own.topic = nil
    own.turns[0].context = nil
    own.turns[0].dialogue[1].audio = nil
    #expect(own.replacing(.topic, from: conversation("b")).topic == nil)
    #expect(own.replacing(.text, from: conversation("b")).turns[0].context == nil)
    let sounds = own.replacing(.audio, from: conversation("b")).turns[0].dialogue.map(\.audio)
    #expect(sounds.map { $0?.lastPathComponent } == ["b0.wav", nil, "b2.wav"])
  }

  @Test func nobodyGivesToThemselvesAndEverybodyGivesOnce() {
    for count in [2, 3, 17, 100] {
      let donors = DonorOrder(count: count, seed: 7, repetition: 0).donors
      #expect(Set(donors).count == count)
      #expect(donors.indices.allSatisfy { donors[$0] != $0 })
    }
    #expect(DonorOrder(count: 1, seed: 7, repetition: 0).donors == [0])
    let order = DonorOrder(count: 50, seed: 7, repetition: 1).donors
    #expect(order == DonorOrder(count: 50, seed: 7, repetition: 1).donors)
    #expect(order != DonorOrder(count: 50, seed: 7, repetition: 2).donors)
  }

  @Test func aPartBelongsToWhatThePolicyLetsIn() {
    let honest = InputPart.allCases.filter { $0.isSeen(under: .honest) }
    #expect(!honest.contains(.profileID))
    #expect(!honest.contains(.eventScenario))
    #expect(!honest.contains(.response))
    #expect(honest.contains(.topic))
    #expect(InputPart.allCases.allSatisfy { $0.isSeen(under: .reference) })
  }
}
