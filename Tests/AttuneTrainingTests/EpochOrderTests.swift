import AttuneCore
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

  // Counts 100, 25, 9, 1 have the roots 10, 5, 3, 1, which are as 10/19 … 1/19.
  @Test func `Square-root sampling draws each class as often as the root of its count says`() {
    let counts = [100, 25, 9, 1]
    let labels = counts.enumerated().flatMap { [Int](repeating: $0.offset, count: $0.element) }
    var drawn = [Int](repeating: 0, count: counts.count)
    let epochs = 19
    for epoch in 0..<epochs {
      let order = EpochOrder.indices(
        labels: labels, sampling: .squareRoot, seed: 3, epoch: epoch)
      #expect(order.count == labels.count)
      for index in order { drawn[labels[index]] += 1 }
    }
    for (count, share) in zip(drawn, [10.0, 5, 3, 1]) {
      #expect(abs(Double(count) / Double(epochs * labels.count) - share / 19) < 0.004)
    }
  }

  @Test func `Square-root sampling shows a class's turns all once before one comes again`() {
    let labels = [Int](repeating: 0, count: 90) + [1, 1, 1]
    let order = EpochOrder.indices(labels: labels, sampling: .squareRoot, seed: 1, epoch: 0)
    var times: [Int: Int] = [:]
    for index in order where labels[index] == 1 { times[index, default: 0] += 1 }
    #expect(times.count == 3)
    let spread = (times.values.max() ?? 0) - (times.values.min() ?? 0)
    #expect(spread <= 1)
    #expect(order != order.sorted())
  }

  @Test func `Whole draws sum to the total`() {
    #expect(EpochOrder.draws([1, 1, 1], total: 10) == [4, 3, 3])
    #expect(EpochOrder.draws([0, 0], total: 5) == [0, 0])
    #expect(EpochOrder.draws([3, 1], total: 0) == [0, 0])
  }

  @Test func `Bucketed batches hold every turn once, and turns of similar length`() {
    var generator = SeededGenerator(9)
    let lengths = (0..<403).map { _ in Int.random(in: 1...200, using: &generator) }
    let order = EpochOrder.indices(
      labels: [Int](repeating: 0, count: 403), sampling: .shuffled, seed: 1, epoch: 0)
    func bucketed(_ epoch: Int) -> [Int] {
      EpochOrder.bucketed(order, lengths: lengths, batchSize: 8, seed: 1, epoch: epoch)
    }
    func padding(_ order: [Int]) -> Int {
      order.chunks(of: 8).reduce(0) { sum, batch in
        let longest = batch.map { lengths[$0] }.max() ?? 0
        return sum + batch.reduce(0) { $0 + longest - lengths[$1] }
      }
    }
    #expect(bucketed(0).sorted() == Array(0..<403))
    #expect(bucketed(0) == bucketed(0) && bucketed(0) != bucketed(1))
    #expect(padding(bucketed(0)) * 8 < padding(order))
    // The batches themselves come in no order of length.
    let firsts = bucketed(0).chunks(of: 8).map { lengths[$0[0]] }
    #expect(firsts != firsts.sorted())
  }
}
