import AttuneCore
import Testing

@testable import AttuneSynthesis

struct LabelScheduleTests {
  @Test(arguments: [0, 42, 7] as [UInt64])
  func `sixty conversations hold all 32 words and every class`(seed: UInt64) {
    let schedule = LabelSchedule(seed: seed)
    let feelings = (0..<60).map { schedule.word(at: $0) }
    #expect(Set(feelings.map(\.word)).count == 32)
    for emotion in Emotion.allCases {
      let count = feelings.count { $0.emotion == emotion }
      #expect((6...12).contains(count), "\(emotion) \(count)")
    }
  }

  @Test func `the words come before the repetitions`() {
    let schedule = LabelSchedule(seed: 3)
    #expect(Set((0..<7).map { schedule.word(at: $0).emotion }).count == 7)
    #expect(Set((0..<32).map { schedule.word(at: $0).word }).count == 32)
  }

  @Test func `the table has the 32 words once each`() {
    #expect(FeelingWord.all.count == 32)
    #expect(Set(FeelingWord.all.map(\.word)).count == 32)
    #expect(Set(FeelingWord.all.map(\.emotion)) == Set(Emotion.allCases))
  }
}
