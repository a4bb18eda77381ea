import AttuneCore
import Foundation
import Testing

@testable import AttuneEvaluation

@Suite struct PairedComparisonTests {
  private let resampling = Resampling(numResamples: 400, seed: 7)

  @Test func aModelIsNoBetterThanItself() throws {
    let table = MadeTables.table("a", accuracy: 0.7, seed: 2)
    let comparison = try PairedComparison(table, table, resampling)
    #expect(comparison.mcNemar.pValue == 1)
    for difference in comparison.differences {
      #expect(difference.difference == 0 && difference.pValue == 1)
      #expect(difference.interval == Interval(lower: 0, upper: 0))
    }
  }

  @Test func aMuchBetterModelIsSeen() throws {
    let worse = MadeTables.table("worse", accuracy: 0.6, seed: 2)
    let better = MadeTables.table("better", accuracy: 0.8, seed: 3)
    let comparison = try PairedComparison(worse, better, resampling)
    #expect(comparison.numRows == 400 && comparison.numConversations == 100)
    #expect(comparison.mcNemar.pValue < 0.001)
    #expect(comparison.mcNemar.numOnlySecond > comparison.mcNemar.numOnlyFirst)
    for difference in comparison.differences {
      #expect(difference.difference > 0.1 && difference.pValue < 0.01)
      #expect(difference.interval?.lower ?? 0 > 0)
    }
    let turned = try PairedComparison(better, worse, resampling)
    #expect(turned.differences[0].difference == -comparison.differences[0].difference)
  }

  /// Rows of different conversations: the variance of the difference is known, so its interval is.
  @Test func theIntervalIsAsWideAsTheoryHasIt() throws {
    func alone(_ table: PredictionTable) -> PredictionTable {
      var table = table
      for index in table.rows.indices { table.rows[index].conversation = "row \(index)" }
      return table
    }
    let first = alone(MadeTables.table("a", accuracy: 0.7, seed: 2))
    let second = alone(MadeTables.table("b", accuracy: 0.75, seed: 3))
    let comparison = try PairedComparison(
      first, second, Resampling(numResamples: 2000, seed: 1))
    let test = comparison.mcNemar
    let difference = comparison.differences[0].difference
    let share = Double(test.numOnlyFirst + test.numOnlySecond) / 400
    let deviation = ((share - difference * difference) / 400).squareRoot()
    let interval = try #require(comparison.differences[0].interval)
    #expect(abs((interval.upper - interval.lower) / (2 * 1.96 * deviation) - 1) < 0.1)
    #expect(abs((interval.upper + interval.lower) / 2 - difference) < deviation / 4)
  }

  @Test func tablesAreJoinedByTurnAndClassesByName() throws {
    let first = MadeTables.table("a", accuracy: 0.7, seed: 2)
    let order = [2, 0, 1]
    let rows = first.rows.reversed().dropLast(10).map { row in
      var row = row
      row.probabilities = order.map { row.probabilities[$0] }
      return row
    }
    let second = PredictionTable(
      classes: order.map { MadeTables.classes[$0] }, model: "b", rows: rows)
    let comparison = try PairedComparison(first, second, resampling)
    #expect(comparison.numRows == 390 && comparison.numLeftOut == 10)
    #expect(comparison.differences.allSatisfy { $0.difference == 0 })
  }

  @Test func tablesThatDoNotFitTogetherAreNamed() throws {
    let first = MadeTables.table("a", accuracy: 0.7, seed: 2)
    var second = MadeTables.table("b", accuracy: 0.7, seed: 3)
    second.rows[5].emotion = first.rows[5].emotion == "a" ? "b" : "a"
    let error = #expect(throws: EvaluationError.self) { try PairedComparison(first, second) }
    #expect(error?.description.contains("conversation \"1\", turn \"1\"") == true)
    #expect(throws: EvaluationError.nothingInCommon(models: ["a", "c"])) {
      try PairedComparison(first, MadeTables.table("c", accuracy: 0.7, seed: 1, name: "other"))
    }
    second.classes = ["a", "b", "d"]
    for index in second.rows.indices { second.rows[index].emotion = "a" }
    #expect(
      throws: EvaluationError.differentClasses(
        model: "a", only: ["c"], other: "b", onlyOther: ["d"])
    ) { try PairedComparison(first, second) }
  }

  @Test func severalPairsAreCorrected() throws {
    let tables = [("a", 0.6), ("b", 0.62), ("c", 0.8)].enumerated().map { index, model in
      MadeTables.table(model.0, accuracy: model.1, seed: UInt64(index + 2))
    }
    let comparison = try ModelComparison(tables, resampling)
    #expect(comparison.pairs.map { "\($0.first)\($0.second)" } == ["ab", "ac", "bc"])
    for pair in comparison.pairs {
      #expect(pair.adjustedMcNemarPValue ?? 0 >= pair.mcNemar.pValue)
      #expect(pair.differences.allSatisfy { $0.adjustedPValue ?? 0 >= $0.pValue })
      #expect(pair.text.contains("Holm"))
    }
    let pValues = comparison.pairs.map { $0.differences[0].pValue }
    #expect(
      comparison.pairs.map { $0.differences[0].adjustedPValue } == Holm.adjusted(pValues))
  }
}
