import AttuneCore
import AttuneModels
import Testing

@testable import AttuneTraining

@Suite struct EpochPlanTests {
  private func turns(_ count: Int) -> [TurnReference] {
    (0..<count).map { number in
      let turn = Turn(
        id: "0",
        dialogue: [
          Utterance(
            index: 0, role: .speaker, text: String(repeating: "a", count: number), audio: nil,
            video: nil)
        ], emotion: .happy)
      return TurnReference(
        conversation: Conversation(id: "\(number)", turns: [turn]), turn: turn, label: 0)
    }
  }

  @Test func `What remains after some turns are the later steps`() throws {
    let configuration = try RunConfiguration.preset(.small, kind: .audio).training
    let plan = EpochPlan(turns(10), configuration, turnsPerStep: 4, seed: 1, epoch: 0)
    #expect(plan.steps.map(\.count) == [4, 4, 2] && plan.numTurns == 10)
    #expect(plan.steps(after: 0) == plan.steps)
    #expect(plan.steps(after: 4) == Array(plan.steps.dropFirst()))
    #expect(plan.steps(after: 10).isEmpty)
  }

  @Test func `Bucketing sorts turns by their texts' length`() throws {
    var configuration = try RunConfiguration.preset(.small, kind: .audio).training
    configuration.bucketing = true
    let plan = EpochPlan(turns(10), configuration, turnsPerStep: 4, seed: 1, epoch: 0)
    #expect(Set(plan.steps.map(Set.init)) == [[0, 1, 2, 3], [4, 5, 6, 7], [8, 9]])
  }
}

@Suite struct TrainingScheduleTests {
  @Test func `Warm-up is a share of all steps where one is given`() throws {
    var configuration = try RunConfiguration.preset(.small, kind: .audio).training
    configuration.epochs = 4
    configuration.warmupSteps = 100
    configuration.warmupRatio = 0.25
    let schedule = TrainingSchedule(configuration, stepsPerEpoch: 10)
    #expect(schedule.factor(step: 5, epoch: 0) == 0.5)
    #expect(schedule.factor(step: 10, epoch: 1) == 1)
    #expect(schedule.factor(step: 40, epoch: 4) == 0)
  }

  @Test func `The epochs of weight averaging may have a rate of their own`() throws {
    var configuration = try RunConfiguration.preset(.small, kind: .audio).training
    configuration.epochs = 4
    configuration.warmupSteps = 0
    configuration.swaEpochs = 2
    configuration.swaLearningRateFactor = 0.3
    let usual = TrainingSchedule(configuration, stepsPerEpoch: 10)
    #expect(usual.factor(step: 30, epoch: 3) == 0.25)
    configuration.averaging = .swa
    let averaging = TrainingSchedule(configuration, stepsPerEpoch: 10)
    #expect(averaging.factor(step: 10, epoch: 1) == 0.75)
    #expect(averaging.factor(step: 30, epoch: 3) == 0.3)
  }
}
