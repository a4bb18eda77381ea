import AttuneCore
import AttuneTestSupport
import Foundation
import Testing

@testable import AttuneEvaluation

@Suite struct ConversationBootstrapTests {
  /// Cells and conversations of a table, with short conversations and some long ones.
  private func rows(_ numConversations: Int, longest: Int) -> (
    cells: [Int32], conversations: [Int32]
  ) {
    var random = FileMutator(seed: 5)
    var (cells, conversations): ([Int32], [Int32]) = ([], [])
    for conversation in 0..<numConversations {
      for _ in 0..<Int.random(in: 1...longest, using: &random) {
        cells.append(Int32.random(in: 0..<4, using: &random))
        conversations.append(Int32(conversation))
      }
    }
    return (cells, conversations)
  }

  /// Mean and variance of the counts against those of drawing conversations with replacement:
  /// `N·mean(c)` and `N·var(c)` of the conversations' counts.
  @Test(arguments: [(2000, 1), (300, 3), (150, 12)])
  func countsAreDistributedAsDrawnConversations(_ shape: (numConversations: Int, longest: Int)) {
    let rows = rows(shape.numConversations, longest: shape.longest)
    let bootstrap = ConversationBootstrap(
      cells: rows.cells, conversations: rows.conversations, numCells: 4)
    #expect(bootstrap.numConversations == shape.numConversations)
    let numResamples = 2000
    let samples = bootstrap.map(Resampling(numResamples: numResamples, seed: 3)) { counts, _ in
      counts.map(Double.init)
    }
    var own = [[Double]](
      repeating: [0, 0, 0, 0], count: shape.numConversations)
    for (cell, conversation) in zip(rows.cells, rows.conversations) {
      own[Int(conversation)][Int(cell)] += 1
    }
    let count = Double(shape.numConversations)
    func moments(_ values: [Double]) -> (mean: Double, variance: Double) {
      let mean = values.reduce(0, +) / Double(values.count)
      return (mean, values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count))
    }
    for cell in 0..<4 {
      let expected = moments(own.map { $0[cell] })
      let drawn = moments(samples.map { $0[cell] })
      let deviation = (count * expected.variance).squareRoot()
      // Five standard errors of a mean and of a variance of 2,000 draws.
      #expect(
        abs(drawn.mean - count * expected.mean) < 5 * deviation / Double(numResamples).squareRoot())
      #expect(abs(drawn.variance / (count * expected.variance) - 1) < 0.16)
    }
    if shape.longest == 1 {
      #expect(samples.allSatisfy { $0.reduce(0, +) == count })
    }
  }

  @Test func aResampleDependsOnItsSeedAndNumberAlone() {
    let rows = rows(200, longest: 4)
    let bootstrap = ConversationBootstrap(
      cells: rows.cells, conversations: rows.conversations, numCells: 4)
    let many = bootstrap.map(Resampling(numResamples: 130, seed: 1)) { counts, _ in counts }
    let few = bootstrap.map(Resampling(numResamples: 70, seed: 1)) { counts, _ in counts }
    let other = bootstrap.map(Resampling(numResamples: 70, seed: 2)) { counts, _ in counts }
    #expect(Array(many.prefix(70)) == few)
    #expect(few != other)
  }

  @Test(arguments: [(40, 0.02), (40, 0.6), (1000, 0.3), (100_000, 0.0004), (100_000, 0.01)])
  func binomialNumbersHaveTheRightMeanAndVariance(_ shape: (count: Int, probability: Double)) {
    var random = SeededGenerator(11)
    let numDraws = 20_000
    let draws = (0..<numDraws).map { _ in
      Double(random.binomial(shape.count, shape.probability))
    }
    let mean = draws.reduce(0, +) / Double(numDraws)
    let variance = draws.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(numDraws)
    let expected = Double(shape.count) * shape.probability
    let expectedVariance = expected * (1 - shape.probability)
    #expect(abs(mean - expected) < 5 * (expectedVariance / Double(numDraws)).squareRoot())
    #expect(abs(variance / expectedVariance - 1) < 0.08)
  }

  @Test func binomialNumbersFollowTheirDistribution() {
    var random = SeededGenerator(12)
    // A mean above 10 is drawn by rejection; the middle of the distribution by its own formula.
    let (count, probability, numDraws) = (50, 0.4, 40_000)
    var histogram = [Double](repeating: 0, count: count + 1)
    for _ in 0..<numDraws { histogram[random.binomial(count, probability)] += 1 }
    var chiSquared = 0.0
    var numBins = 0
    for k in 0...count {
      let logChance =
        lgamma(Double(count) + 1) - lgamma(Double(k) + 1) - lgamma(Double(count - k) + 1)
        + Double(k) * log(probability) + Double(count - k) * log(1 - probability)
      let expected = exp(logChance) * Double(numDraws)
      guard expected >= 10 else { continue }
      chiSquared += (histogram[k] - expected) * (histogram[k] - expected) / expected
      numBins += 1
    }
    // The mean of chi-squared is the number of bins; five deviations above.
    #expect(chiSquared < Double(numBins) + 5 * (2 * Double(numBins)).squareRoot())
  }

  @Test func anIntervalIsBetweenTheQuantilesOfItsNumbers() {
    // numpy.percentile(numpy.arange(101) ** 2, [2.5, 97.5])
    let interval = Interval(percentilesOf: (0...100).map { Double($0 * $0) }.shuffled() + [.nan])
    #expect(interval == Interval(lower: 6.5, upper: 9506.5))
    #expect(Interval(percentilesOf: [.nan]) == nil)
  }

  @Test func intervalsOfATableHoldItsScores() throws {
    var random = FileMutator(seed: 9)
    let rows = (0..<400).map { index in
      let truth = Int.random(in: 0..<3, using: &random)
      let isRight = Int.random(in: 0..<10, using: &random) < 7
      let answer = isRight ? truth : Int.random(in: 0..<3, using: &random)
      return Prediction(
        conversation: "\(index / 4)", turn: "\(index % 4)", emotion: ["a", "b", "c"][truth],
        probabilities: (0..<3).map { $0 == answer ? 0.6 : 0.2 }, modalities: [])
    }
    let table = PredictionTable(classes: ["a", "b", "c"], model: "m", rows: rows)
    let evaluation = try Evaluation(table, resampling: Resampling(numResamples: 400))
    let intervals = try #require(evaluation.intervals)
    #expect(intervals.numConversations == 100)
    let accuracy = try #require(intervals.accuracy)
    #expect(accuracy.contains(evaluation.scores.accuracy))
    // About two standard errors of a share of 400 on either side.
    #expect(accuracy.upper - accuracy.lower > 0.05 && accuracy.upper - accuracy.lower < 0.12)
    #expect(intervals.macroF1?.contains(evaluation.scores.macroF1) == true)
    let logLoss = try #require(evaluation.probabilityScores?.logLoss)
    #expect(intervals.logLoss?.contains(logLoss) == true)
    for (row, own) in zip(evaluation.perClass, intervals.perClass) {
      #expect(own.recall?.contains(row.recall) == true)
      #expect(own.f1?.contains(row.f1) == true)
    }
  }
}
