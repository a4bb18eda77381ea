import AttuneModels
import Testing

@testable import AttuneTraining

@Suite struct EpochOrderTests {
  private let labels =
    [Int](repeating: 0, count: 50) + [Int](repeating: 1, count: 9) + [2, 3, 4, 5, 6]

  @Test func anEpochShowsEveryTurnOnceInAnOrderOfItsOwn() {
    let first = EpochOrder.indices(labels: labels, sampling: .shuffled, seed: 1, epoch: 0)
    let again = EpochOrder.indices(labels: labels, sampling: .shuffled, seed: 1, epoch: 0)
    let second = EpochOrder.indices(labels: labels, sampling: .shuffled, seed: 1, epoch: 1)
    #expect(first == again)
    #expect(first != second)
    #expect(first.sorted() == Array(labels.indices))
  }

  // The reference drew only four of the seven classes with batches of four.
  @Test func balancedSamplingDrawsEveryClassAsOften() {
    let order = EpochOrder.indices(labels: labels, sampling: .balanced, seed: 1, epoch: 0)
    #expect(order.count == labels.count)
    var counts = [Int](repeating: 0, count: 7)
    for index in order { counts[labels[index]] += 1 }
    #expect(counts.allSatisfy { $0 == labels.count / 7 || $0 == labels.count / 7 + 1 })
    #expect(Set(order.filter { labels[$0] == 1 }).count == 9)
  }
}

@Suite struct LossChoiceTests {
  @Test func balancedWeightsAreNOverKTimesTheClassCount() {
    let weights = LossChoice.balancedWeights([0, 0, 0, 1], numClasses: 3)
    // The last class has no turn in training, but validation may ask for it.
    let expected: [Float] = [4.0 / 9, 4.0 / 3, 4.0 / 3]
    #expect(weights == expected)
  }
}

@Suite struct EpochPlanTests {
  @Test func `What remains after some turns are the later steps`() throws {
    let configuration = try RunConfiguration.preset(.small, kind: .audio).training
    let plan = EpochPlan(
      labels: [Int](repeating: 0, count: 10), configuration, turnsPerStep: 4, seed: 1, epoch: 0)
    #expect(plan.steps.map(\.count) == [4, 4, 2] && plan.numTurns == 10)
    #expect(plan.steps(after: 0) == plan.steps)
    #expect(plan.steps(after: 4) == Array(plan.steps.dropFirst()))
    #expect(plan.steps(after: 10).isEmpty)
  }
}
