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
    in folder: URL, fit: String = "null"
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
        tables,
        files: isFusion
          ? ["fusion.json": #"{"strategy": "average", "fitted_on": \#(fit)}"#] : [:],
        to: folder.appendingPathComponent(name)))
    return try ScoredModel(tables[0], name: name, of: run)
  }

  @Test func singleModelsAreChosenOnTheValidationSplit() throws {
    try withTemporaryFolder { folder in
      let models = [
        try model("a", test: 9, validation: 3, in: folder),
        try model("b", test: 3, validation: 9, in: folder),
      ]
      let recommendation = try #require(try Recommendation(models, split: .test))
      #expect(recommendation.model.name == "b")
      #expect(recommendation.basis == .validation)
      // A report of the validation split scores what it chose on.
      #expect(try Recommendation(models, split: .validation)?.basis == .scoredSplit)
      #expect(try Recommendation([models[0]], split: .test)?.basis == .onlyModel)
    }
  }

  @Test func aChoiceOnTheScoredSplitIsAdmitted() throws {
    try withTemporaryFolder { folder in
      let models = [
        try model("a", test: 9, validation: nil, in: folder),
        try model("b", test: 3, validation: 9, in: folder),
      ]
      let recommendation = try #require(try Recommendation(models, split: .test))
      #expect(recommendation.model.name == "a")
      #expect(recommendation.basis == .scoredSplit)
      #expect(recommendation.sentences(split: .test).joined().contains("chosen on the very turns"))
    }
  }

  @Test func aFusionThatMayBeBetterByChanceIsNotChosen() throws {
    try withTemporaryFolder { folder in
      let models = [
        try model("a", test: 8, validation: 8, in: folder),
        try model("f", test: 10, validation: 10, isFusion: true, in: folder),
      ]
      let recommendation = try #require(try Recommendation(models, split: .test))
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
      let recommendation = try #require(try Recommendation(models, split: .test))
      #expect(recommendation.model.name == "f")
      let sentence = try #require(recommendation.sentences(split: .test).first)
      #expect(sentence.hasPrefix("It is better than a, the only single model, by +0."))
      let fusion = try #require(recommendation.fusions.first)
      #expect(sentence.contains("\(fusion.accuracy.text(sign: true)) accuracy"))
      #expect(fusion.accuracy.interval?.contains(fusion.accuracy.value) == true)
    }
  }

  @Test func theTestSplitDoesNotChooseAmongFusions() throws {
    try withTemporaryFolder { folder in
      func fusion(_ name: String, test: Int, fit: String = "null") throws -> ScoredModel {
        try model(
          name, test: test, validation: 3, isFusion: true, numRows: 150, in: folder, fit: fit)
      }
      let single = try model("a", test: 3, validation: 3, numRows: 150, in: folder)
      let (own, tried) = (try fusion("f", test: 3), try fusion("strategies/g", test: 50))
      let recommendation = try #require(try Recommendation([single, own, tried], split: .test))
      #expect(recommendation.model.name == "a")
      #expect(recommendation.fusions.map(\.model.name) == ["f"])
      #expect(recommendation.others.map(\.name) == ["strategies/g"])
      let text = recommendation.sentences(split: .test).joined()
      #expect(text.contains("1 more fusion shown below did not compete"))
      #expect(!text.contains("strategies/g"))
      // Of several that are better not the best one counts, but the first.
      let others = [try fusion("h", test: 20), try fusion("i", test: 299)]
      #expect(try Recommendation([single] + others, split: .test)?.model.name == "h")
      // What was fitted on the scored turns, or alone, proves nothing.
      let fitted = try fusion("j", test: 50, fit: #"{"split": "test"}"#)
      #expect(try Recommendation([single, fitted], split: .test)?.model.name == "a")
      #expect(try Recommendation([tried, own], split: .test)?.model.name == "f")
      #expect(try Recommendation([tried, own], split: .test)?.basis == .noSingleModel)
    }
  }

  @Test func nothingIsRecommendedOfNothing() throws {
    #expect(try Recommendation([], split: .test) == nil)
  }
}
