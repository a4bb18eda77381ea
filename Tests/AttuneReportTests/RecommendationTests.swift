import AttuneCore
import AttuneEvaluation
import AttuneTestSupport
import Foundation
import Testing

@testable import AttuneReport

@Suite struct RecommendationTests {
  /// A model that is wrong in every `test`-th row of the test split and every `validation`-th one
  /// of the validation split.
  private func model(
    _ name: String, test: Int, validation: Int?, isFusion: Bool = false, numRows: Int = 40,
    in folder: URL
  ) throws -> ScoredModel {
    var tables = [RunFolders.table(model: name, numRows: numRows, wrongEvery: test)]
    if let validation {
      tables.append(
        RunFolders.table(
          model: name, split: .validation, numRows: numRows, wrongEvery: validation,
          firstConversation: 1000))
    }
    let run = try RunRecord(
      RunFolders.write(
        tables, files: isFusion ? ["fusion.json": #"{"strategy": "average"}"#] : [:],
        to: folder.appendingPathComponent(name)))
    return try ScoredModel(tables[0], name: name, of: run)
  }

  @Test func singleModelsAreChosenOnTheValidationSplit() throws {
    try withTemporaryFolder { folder in
      let models = [
        try model("a", test: 9, validation: 3, in: folder),
        try model("b", test: 3, validation: 9, in: folder),
      ]
      let recommendation = try #require(try Recommendation(models))
      #expect(recommendation.model.name == "b")
      #expect(!recommendation.isChosenOnScoredSplit)
    }
  }

  @Test func aChoiceOnTheScoredSplitIsAdmitted() throws {
    try withTemporaryFolder { folder in
      let models = [
        try model("a", test: 9, validation: nil, in: folder),
        try model("b", test: 3, validation: 9, in: folder),
      ]
      let recommendation = try #require(try Recommendation(models))
      #expect(recommendation.model.name == "a")
      #expect(recommendation.isChosenOnScoredSplit)
      #expect(recommendation.sentences(split: .test).joined().contains("chosen on the very turns"))
    }
  }

  @Test func aFusionThatMayBeBetterByChanceIsNotChosen() throws {
    try withTemporaryFolder { folder in
      let models = [
        try model("a", test: 8, validation: 8, in: folder),
        try model("f", test: 10, validation: 10, isFusion: true, in: folder),
      ]
      let recommendation = try #require(try Recommendation(models))
      #expect(recommendation.model.name == "a")
      #expect(recommendation.fusions.count == 1)
      #expect(recommendation.fusions.allSatisfy { !$0.isBetter })
    }
  }

  @Test func aFusionThatIsBetterByMoreThanChanceIsChosen() throws {
    try withTemporaryFolder { folder in
      let models = [
        try model("a", test: 3, validation: 3, numRows: 300, in: folder),
        try model("f", test: 50, validation: 3, isFusion: true, numRows: 300, in: folder),
      ]
      let recommendation = try #require(try Recommendation(models))
      #expect(recommendation.model.name == "f")
      #expect(recommendation.sentences(split: .test).joined().contains("better than the best"))
    }
  }

  @Test func nothingIsRecommendedOfNothing() throws {
    #expect(try Recommendation([]) == nil)
  }
}
