import AttuneTestSupport
import Testing
import Torch
import TorchNN

@Suite struct LearningRateScheduleTests {
  @Test(arguments: LearningRateSchedule.Shape.allCases, [(4, 20), (0, 7), (10, 10)])
  func `Every curve is the one of transformers up to the last step`(
    _ shape: LearningRateSchedule.Shape, _ steps: (warmup: Int, total: Int)
  ) throws {
    let expected = try Fixture("schedules")
      .tensor("outputs/\(shape.rawValue)/\(steps.warmup)/\(steps.total)").floats()
    let schedule = LearningRateSchedule(
      shape, warmupSteps: steps.warmup, totalSteps: steps.total)
    expectAllClose(
      (0...steps.total).map { Float(schedule.factor($0)) },
      Array(expected.prefix(steps.total + 1)), .float32, "\(shape) \(steps)")
  }

  @Test(arguments: [LearningRateSchedule.Shape.linear, .cosine])
  func `Behind the last step a falling curve stays at zero`(_ shape: LearningRateSchedule.Shape) {
    let schedule = LearningRateSchedule(shape, warmupSteps: 2, totalSteps: 10)
    for step in 10..<30 { #expect(schedule.factor(step) < 1e-12) }
  }
}
