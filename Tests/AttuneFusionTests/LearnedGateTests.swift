import AttuneCore
import AttuneEvaluation
import AttuneTestSupport
import Foundation
import Testing

@testable import AttuneFusion

/// What weighs the models anew in each row finds out when which of them is to be trusted.
@Suite struct LearnedGateTests {
  private static let labels = Constructed.labels(72)

  /// In every other row only one of the models can tell the class; `change` marks which.
  private func tables(
    _ change: (inout Prediction, _ model: Int, _ isGood: Bool) -> Void
  ) -> [PredictionTable] {
    ["audio", "video"].enumerated().map { model, name in
      let isGood = { (index: Int) in (index / 3) % 2 == model }
      var table = Constructed.table(name, labels: Self.labels) { index, label in
        Constructed.sure(of: isGood(index) ? label : (label + 1 + index % 2) % 3, 0.8)
      }
      for index in table.rows.indices {
        var row = table.rows[index]
        change(&row, model, isGood(index))
        table.rows[index] = row
      }
      return table
    }
  }

  private func accuracy(_ table: PredictionTable) throws -> Double {
    try Evaluation(table).scores.accuracy
  }

  /// Noise moves the weight from the sound to the picture; where no face is seen, it moves back.
  @Test(arguments: [("signal_to_noise", 0, 20.0), ("face_share", 1, 1)])
  func theQualityOfAnInputMovesTheWeightToItsModel(
    name: String, itsModel: Int, good: Double
  ) throws {
    let tables = tables { row, model, isGood in
      let quality = isGood == (model == itsModel) ? good : 0
      row.attributes = [name: .number(quality), "topic": .text("work")]
    }
    #expect(try accuracy(LateFusion.weighted.crossValidated(on: tables)) < 0.7)
    #expect(try accuracy(LateFusion.adaptive.crossValidated(on: tables)) > 0.95)
    let fusion = try LateFusion.adaptive.fitted(on: tables)
    let rule = try #require(fusion.rule as? AdaptiveRule)
    let joined = try JoinedPredictions(tables)
    #expect(rule.weights(joined.labelled.rows[0])[0] > 0.7)
    #expect(rule.weights(joined.labelled.rows[3])[0] < 0.3)
    // Quality that is unknown counts as an average one.
    var unknown = joined.labelled.rows[0]
    unknown.attributes = [:]
    #expect(abs(rule.weights(unknown)[0] - 0.5) < 0.2)
    // A single clip is weighed by its attributes as a row is.
    let clip = ["audio": tables[0].rows[0], "video": tables[1].rows[0]]
    #expect(
      try fusion.combine(predictions: clip) == fusion.fuse(tables).table.rows[0].probabilities)
    try withTemporaryFolder { folder in
      let file = folder.appendingPathComponent("fusion.json")
      try fusion.write(to: file)
      #expect(try FittedFusion(contentsOf: file) == fusion)
    }
  }

  @Test func withoutAttributesThereIsNothingToWeighBy() {
    #expect(throws: FusionError.noAttributes(InputQuality.names.map(\.name))) {
      try LateFusion.adaptive.fitted(on: tables { _, _, _ in })
    }
  }

  @Test func hiddenStatesTellWhichModelToAttendTo() throws {
    var generator = SeededGenerator(7)
    let tables = tables { row, _, isGood in
      // The good model's hidden state lies on one side, among directions that mean nothing.
      row.hidden = (0..<6).map { place in
        Float(place == 2 ? (isGood ? 2 : -2) : generator.uniform() - 0.5)
      }
    }
    let judged = try LateFusion.attention.crossValidated(on: tables, numFolds: 3)
    #expect(try accuracy(judged) > 0.9)
    let fusion = try LateFusion.attention.fitted(on: tables)
    let rule = try #require(fusion.rule as? AttentionRule)
    let rows = try JoinedPredictions(tables).labelled.rows
    #expect(rule.weights(rows[0])[0] > 0.8 && rule.weights(rows[3])[1] > 0.8)
    // A clip without them is not answered as though they were there.
    var clip = ["audio": tables[0].rows[0], "video": tables[1].rows[0]]
    #expect(throws: Never.self) { try fusion.combine(predictions: clip) }
    clip["video"]?.hidden = nil
    #expect(
      throws: FusionError.wrongHiddenState(model: "video", expected: 6, found: nil)
    ) { try fusion.combine(predictions: clip) }
    clip["video"] = nil
    #expect(throws: Never.self) { try fusion.combine(predictions: clip) }
    try withTemporaryFolder { folder in
      let file = folder.appendingPathComponent("fusion.json")
      try fusion.write(to: file)
      #expect(try FittedFusion(contentsOf: file) == fusion)
    }
  }
}
