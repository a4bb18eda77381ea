import AttuneCore
import AttuneEvaluation
import AttuneTestSupport
import Foundation
import Testing

@testable import AttuneFusion

@Suite struct JudgingTests {
  /// Of 10 rows both are right in 4, only the first in 3, only the second in 2, none in 1.
  private var tenRows: [PredictionTable] {
    let labels = Constructed.labels(10)
    return [
      Constructed.table("first", labels: labels) { index, label in
        Constructed.sure(of: index < 7 ? label : (label + 1) % 3)
      },
      Constructed.table("second", labels: labels) { index, label in
        Constructed.sure(of: index < 4 || (7..<9).contains(index) ? label : (label + 1) % 3, 0.6)
      },
    ]
  }

  @Test func diversityIsCountedFromWhoIsRightWhere() throws {
    let pair = try #require(ErrorDiversity(tenRows).pairs.first)
    #expect(pair.models == ["first", "second"])
    let counts = [pair.bothRight, pair.onlyFirstRight, pair.onlySecondRight, pair.bothWrong]
    #expect(counts == [4, 3, 2, 1])
    #expect(pair.disagreement == 0.5 && pair.doubleFault == 0.1)
    #expect(pair.qStatistic == (4.0 - 6) / (4 + 6))
    let correlation = try #require(pair.correlation)
    #expect(abs(correlation - (4 - 6) / (7.0 * 3 * 6 * 4).squareRoot()) < 1e-12)
  }

  @Test func theOracleIsRightWhereverAModelIs() throws {
    let oracle = try OraclePredictions.table(of: tenRows)
    try oracle.validate(name: "oracle")
    #expect(try Evaluation(oracle).scores.accuracy == 0.9)
  }

  @Test func noConversationIsInTwoParts() {
    let rows = LabelledRows(
      rows: (0..<40).map { _ in FusionRow(outputs: [nil]) }, labels: (0..<40).map { $0 % 3 },
      groups: (0..<40).map { $0 / 3 }, numModels: 1, numClasses: 3)
    let folds = GroupFolds(of: rows)
    #expect(folds.folds.count == 5)
    #expect(folds.folds.flatMap(\.self).sorted() == Array(0..<40))
    for round in folds.rounds {
      let held = Set(round.heldOut.map { rows.groups[$0] })
      #expect(held.isDisjoint(with: round.fitted.map { rows.groups[$0] }))
      #expect(!round.heldOut.isEmpty)
    }
  }

  @Test func noSpeakerIsInTwoPartsWhereSpeakersAreKnown() throws {
    let rows = (0..<40).map { index in
      Prediction(
        conversation: "c\(index)", turn: "0", emotion: index % 2 == 0 ? "x" : "y",
        probabilities: [1, 0], modalities: [],
        attributes: index < 30 ? ["speaker_id": .text("\(index % 4)")] : [:])
    }
    let tables = ["m", "n"].map { PredictionTable(classes: ["x", "y"], model: $0, rows: rows) }
    let labelled = try JoinedPredictions(tables).labelled
    // Four speakers, and ten conversations of unknown ones.
    #expect(Set(labelled.groups).count == 14)
    for round in GroupFolds(of: labelled).rounds {
      let held = Set(round.heldOut.map { labelled.groups[$0] })
      #expect(held.isDisjoint(with: round.fitted.map { labelled.groups[$0] }))
    }
    let alone = rows.map { row in
      var row = row
      row.attributes["speaker_id"] = .text("0")
      return row
    }
    let oneSpeaker = ["m", "n"].map {
      PredictionTable(classes: ["x", "y"], model: $0, rows: alone)
    }
    #expect(try Set(JoinedPredictions(oneSpeaker).labelled.groups).count == 40)
  }

  @Test func aSecondRecordBelongsToItsConversation() throws {
    let rows = ["a", "a#2", "b", "b#x", "b#"].map {
      Prediction(
        conversation: $0, turn: "0", emotion: "x", probabilities: [1, 0], modalities: [])
    }
    let tables = ["m", "n"].map {
      PredictionTable(classes: ["x", "y"], model: $0, rows: rows)
    }
    #expect(try JoinedPredictions(tables).labelled.groups == [0, 0, 1, 2, 3])
  }

  /// A strategy that learned the rows by heart would answer them all rightly.
  @Test func whatIsJudgedWasNotLearnedFrom() throws {
    let labels = Constructed.labels(36)
    let tables = ["a", "b"].enumerated().map { index, name in
      Constructed.noisy(name, accuracy: 1 / 3, certain: 0.6, seed: 20 + index, labels: labels)
    }
    for strategy in [LateFusion.stacking, .weighted, .classWeights] {
      let judged = try strategy.crossValidated(on: tables)
      #expect(judged.rows.count == 36)
      #expect(try Evaluation(judged).scores.accuracy < 0.6)
    }
    // What learns nothing is judged as it is.
    let average = try LateFusion.average.crossValidated(on: tables)
    #expect(try average.rows == LateFusion.average.fitted(on: tables).fuse(tables).table.rows)
  }

  @Test func oneConversationCannotBeJudged() {
    let tables = ["a", "b"].map { name in
      var table = Constructed.table(name, labels: [0, 1, 2]) { _, label in
        Constructed.sure(of: label)
      }
      for index in table.rows.indices {
        table.rows[index].conversation = "c"
        table.rows[index].turn = "\(index)"
      }
      return table
    }
    #expect(throws: FusionError.oneConversation(numRows: 3)) {
      try LateFusion.weighted.crossValidated(on: tables)
    }
  }

  @Test func theBestOnHeldOutRowsIsChosenAndTheTestSplitIsNot() throws {
    let labels = Constructed.labels(60)
    func tables(_ split: Split, best: String) -> [PredictionTable] {
      ["a", "b"].enumerated().map { index, name in
        Constructed.noisy(
          name, accuracy: name == best ? 0.95 : 0.4, certain: 0.7, seed: 30 + index,
          labels: labels, split: split)
      }
    }
    // On the test split the models change places, so what is best there is not what is chosen.
    let (comparison, candidates) = try StrategyComparison.score(
      [.average, .weighted, .adaptive], fitting: tables(.validation, best: "a"),
      test: tables(.test, best: "b"), terms: .init(), isPartial: true)
    #expect(comparison.best == .weighted)
    #expect(
      comparison.entries.map(\.name) == ["a", "b", "fusion/average", "fusion/weighted", "oracle"])
    let (average, weighted) = (comparison.entries[2], comparison.entries[3])
    #expect(weighted.fitting.accuracy > average.fitting.accuracy)
    #expect(try #require(weighted.test?.accuracy) < #require(average.test?.accuracy))
    #expect(comparison.omissions.map(\.strategy) == [.adaptive])
    #expect(candidates[.weighted]?.test?.split == .test)
    let text = comparison.text(fitted: "validation")
    #expect(text.contains("fusion/weighted *") && text.contains("left out: adaptive"))
    #expect(text.contains("against a, the best of a, b on the 60 of 60 fitted rows"))
    let data = try JSONEncoder().encode(comparison)
    #expect(try JSONDecoder().decode(StrategyComparison.self, from: data) == comparison)
  }

  @Test func gainsAreOverTheModelThatWasBestWhereItWasFitted() throws {
    let labels = Constructed.labels(300)
    func tables(_ split: Split) -> [PredictionTable] {
      [("a", 0.7), ("b", 0.6)].enumerated().map { index, model in
        Constructed.noisy(
          model.0, accuracy: model.1, certain: 0.6, seed: 40 + index, labels: labels, split: split)
      }
    }
    let terms = StrategyComparison.Terms(resampling: Resampling(numResamples: 500))
    let (comparison, candidates) = try StrategyComparison.score(
      [.average, .stacking], fitting: tables(.validation), test: tables(.test), terms: terms,
      isPartial: true)
    #expect(comparison.bestModel?.name == "a")
    let stacking = try #require(comparison.entries.first { $0.strategy == .stacking })
    let gain = try #require(stacking.gain)
    #expect(gain.first == "a" && gain.second == "fusion/stacking" && gain.numRows == 300)
    let test = try #require(candidates[.stacking]?.test)
    let alone = try PairedComparison(tables(.test)[0], test, terms.resampling)
    #expect(gain.differences.map(\.difference) == alone.differences.map(\.difference))
    // Two strategies were tried, so their probabilities are corrected together.
    let adjusted = try #require(gain.adjustedMcNemarPValue)
    #expect(adjusted >= gain.mcNemar.pValue)
    #expect(comparison.entries.filter { $0.strategy == nil }.allSatisfy { $0.gain == nil })
  }

  @Test func rowsPredictedOutOfFoldMayBeLearnedFrom() throws {
    let tables = Constructed.disjointExperts(15).map { table in
      var table = table
      (table.split, table.numFolds) = (.train, 5)
      return table
    }
    let fusion = try LateFusion.weighted.fitted(on: tables)
    #expect(fusion.fittedOn?.numFolds == 5 && fusion.fittedOn?.isTrainedOn == nil)
    #expect(try fusion.fuse(tables).table.numFolds == 5)
  }
}
