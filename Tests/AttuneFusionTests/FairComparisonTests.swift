import AttuneCore
import AttuneEvaluation
import AttuneTestSupport
import Foundation
import Testing

@testable import AttuneFusion

/// What must not flatter a fusion.
@Suite struct FairComparisonTests {
  private let labels = Constructed.labels(300)

  /// Answers rightly where `isRight` says so, in the rows that are there.
  private func model(
    _ name: String, split: Split = .validation, isThere: (Int) -> Bool = { _ in true },
    isRight: (Int) -> Bool
  ) -> PredictionTable {
    Constructed.table(name, labels: labels, split: split) { index, label in
      isThere(index) ? Constructed.sure(of: isRight(index) ? label : (label + 1) % 3) : nil
    }
  }

  private func compare(
    _ fitting: [PredictionTable], test: [PredictionTable] = []
  ) throws -> StrategyComparison {
    try StrategyComparison.score(
      [.average], fitting: fitting, test: test,
      terms: .init(metric: .accuracy, resampling: Resampling(numResamples: 100)), isPartial: true
    ).comparison
  }

  @Test func aModelThatHasOnlyEasyRowsIsNotTheOneToBeat() throws {
    let tables = [
      model("all") { $0 < 200 }, model("less") { $0 < 150 },
      model("easy", isThere: { $0 < 60 }) { _ in true },
    ]
    let comparison = try compare(tables)
    let best = try #require(comparison.bestModel)
    #expect(best.name == "all" && best.compared == ["all", "less"])
    #expect(best.numRows == 300 && best.numFittedRows == 300)
    #expect(comparison.entries.compactMap(\.gain).map(\.numRows) == [300])
    #expect(
      comparison.text(fitted: "validation")
        .contains("against all, the best of all, less on the 300 of 300 fitted rows"))
  }

  @Test func modelsWithGapsAreComparedOnTheRowsThatTheyShare() throws {
    // The first is right in 150 of its 200 rows, but among the 180 that both have in 130.
    let tables = [
      model("gaps", isThere: { $0 < 200 }) { $0 < 130 || $0 >= 180 },
      model("others", isThere: { $0 < 180 || $0 >= 240 }) { $0 < 140 },
    ]
    let best = try #require(compare(tables).bestModel)
    #expect(best.name == "others" && best.numRows == 180 && best.numFittedRows == 260)
  }

  @Test func modelsThatShareNoRowLeaveNoneToBeat() throws {
    let tables = [
      model("first", isThere: { $0 < 150 }) { _ in true },
      model("second", isThere: { $0 >= 150 }) { _ in true },
      model("bridge", isThere: { (145..<155).contains($0) }) { _ in true },
    ]
    let comparison = try compare(tables)
    #expect(comparison.bestModel == nil && comparison.entries.allSatisfy { $0.gain == nil })
    #expect(comparison.text(fitted: "validation").contains("no model to beat: no labelled row"))
  }

  @Test func rowsThatAreFittedAreNotTestedOn() throws {
    let fitting = ["a", "b"].map { name in model(name) { $0 < 200 } }
    var test = ["a", "b"].map { name in model(name, split: .test) { $0 < 200 } }
    #expect(try compare(fitting, test: test).numSharedConversations == 0)
    #expect(try compare(fitting).numSharedConversations == nil)
    for table in test.indices {
      for row in 0..<2 {
        test[table].rows[row].conversation = "\(row)#2"
        test[table].rows[row].turn = "1"
      }
    }
    #expect(try compare(fitting, test: test).numSharedConversations == 2)
    test[1].rows[1].conversation = "1"
    test[1].rows[1].turn = "0"
    let key = TurnKey(conversation: "1", turn: "0")
    #expect(throws: FusionError.testedOnFitted(key, numRows: 1)) {
      try compare(fitting, test: test)
    }
  }
}
