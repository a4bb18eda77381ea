import AttuneCore
import AttuneEvaluation
import Testing

@testable import AttuneFusion

/// On tables whose best fusion is known, each strategy does what its theory says.
@Suite struct StrategyTests {
  /// All that need no attributes of rows.
  static let strategies = LateFusion.allCases.filter { $0 != .adaptive }

  private func accuracy(
    _ strategy: LateFusion, on tables: [PredictionTable], calibration: CalibrationMethod? = nil,
    tested: [PredictionTable]? = nil
  ) throws -> Double {
    let fusion = try strategy.fitted(on: tables, calibration: calibration)
    return try Evaluation(fusion.fuse(tested ?? tables).table).scores.accuracy
  }

  @Test(arguments: strategies.filter { $0 != .borda })
  func expertsOfDifferentClassesAreFusedToTheTruth(_ strategy: LateFusion) throws {
    let tables = Constructed.disjointExperts(30)
    for table in tables { #expect(try Evaluation(table).scores.accuracy < 0.7) }
    #expect(try accuracy(strategy, on: tables) == 1)
  }

  @Test func ranksDoNotTellHowSureAModelIs() throws {
    // The expert for happy is outranked by the other, who ranks it last with hardly a preference.
    let tables = Constructed.disjointExperts()
    #expect(abs(try accuracy(.borda, on: tables) - 2.0 / 3) < 1e-9)
  }

  @Test func everyClassIsWeightedTowardsItsExpert() throws {
    let fusion = try LateFusion.classWeights.fitted(on: Constructed.disjointExperts())
    let rule = try #require(fusion.rule as? ClassWeightsRule)
    #expect(rule.classWeights[0][0] > 0.9)
    #expect(rule.classWeights[1][1] > 0.9 && rule.classWeights[2][1] > 0.9)
  }

  @Test(arguments: strategies.filter(\.isFitted))
  func whatIsFittedIsHardlyWorseThanTheBestModelOnNewRows(_ strategy: LateFusion) throws {
    let (fitted, new) = (Constructed.labels(60), Constructed.labels(300))
    let tables = [
      Constructed.noisy("good", accuracy: 0.85, certain: 0.85, seed: 1, labels: fitted),
      Constructed.noisy("poor", accuracy: 0.4, certain: 0.5, seed: 2, labels: fitted),
      Constructed.noisy("poorer", accuracy: 0.34, certain: 0.6, seed: 3, labels: fitted),
    ]
    let tested = [
      Constructed.noisy("good", accuracy: 0.85, certain: 0.85, seed: 4, labels: new, split: .test),
      Constructed.noisy("poor", accuracy: 0.4, certain: 0.5, seed: 5, labels: new, split: .test),
      Constructed.noisy("poorer", accuracy: 0.34, certain: 0.6, seed: 6, labels: new, split: .test),
    ]
    let best = try Evaluation(tested[0]).scores.accuracy
    #expect(try accuracy(strategy, on: tables, tested: tested) > best - 0.03)
  }

  @Test func aPoolOfModelsThatAreTooSureIsMadeLessSure() throws {
    let labels = Constructed.labels(300)
    let tables = [1, 2].map {
      Constructed.noisy("\($0)", accuracy: 0.6, certain: 0.98, seed: $0, labels: labels)
    }
    func loss(_ fusion: FittedFusion) throws -> Double {
      try #require(try Evaluation(fusion.fuse(tables).table).probabilityScores).logLoss
    }
    let fusion = try LateFusion.softmaxWeights.fitted(on: tables)
    let rule = try #require(fusion.rule as? SoftmaxWeightsRule)
    #expect(rule.temperature > 1.5)
    let best = try loss(fusion)
    #expect(try best < loss(LateFusion.geometric.fitted(on: tables)) - 0.1)
    for factor in [0.8, 1.25] {
      let other = SoftmaxWeightsRule(
        weights: rule.weights, biases: rule.biases, temperature: rule.temperature * factor,
        penalty: rule.penalty)
      #expect(
        try best
          < loss(
            FittedFusion(
              strategy: .softmaxWeights, rule: other, models: fusion.models,
              classes: fusion.classes)))
    }
  }

  @Test func calibrationTakesTheFloorFromAModelThatIsTooSure() throws {
    let labels = Constructed.labels(300)
    let tables = [
      Constructed.noisy("honest", accuracy: 0.8, certain: 0.8, seed: 1, labels: labels),
      Constructed.noisy("boaster", accuracy: 0.5, certain: 0.99, seed: 2, labels: labels),
    ]
    let honest = try Evaluation(tables[0]).scores.accuracy
    for strategy in [LateFusion.confidence, .entropy, .margin, .average, .geometric] {
      let raw = try accuracy(strategy, on: tables, calibration: CalibrationMethod.none)
      #expect(raw < 0.6, "\(strategy)")
      for method in [CalibrationMethod.temperature, .vector, .isotonic] {
        let calibrated = try accuracy(strategy, on: tables, calibration: method)
        #expect(calibrated >= honest - 0.01, "\(strategy) \(method)")
      }
    }
    let fusion = try LateFusion.confidence.fitted(on: tables)
    guard case .temperature(let first) = fusion.calibrations[0],
      case .temperature(let second) = fusion.calibrations[1]
    else {
      Issue.record("no temperatures")
      return
    }
    #expect(abs(first.temperature - 1) < 0.3 && second.temperature > 3)
  }

  @Test(arguments: strategies)
  func rowsThatAModelLacksAreAnsweredByTheOther(_ strategy: LateFusion) throws {
    let labels = Constructed.labels(60)
    let tables = [
      Constructed.noisy("whole", accuracy: 0.8, certain: 0.8, seed: 1, labels: labels),
      Constructed.noisy("half", accuracy: 0.9, certain: 0.9, seed: 2, labels: labels) {
        $0 % 4 < 2
      },
    ]
    let fusion = try strategy.fitted(on: tables)
    let fused = try fusion.fuse(tables)
    #expect(fused.numMissing == ["whole": 0, "half": 30])
    try fused.table.validate(name: "fused")
    for (row, alone) in zip(fused.table.rows, tables[0].rows)
    where (Int(row.conversation) ?? 0) % 4 >= 2 {
      #expect(row.answerIndex == alone.answerIndex)
    }
    #expect(try Evaluation(fused.table).scores.accuracy > 0.8)
  }

  @Test(arguments: strategies)
  func theOrderOfTheTablesChangesNoAnswer(_ strategy: LateFusion) throws {
    let labels = Constructed.labels(24)
    let tables = [
      Constructed.noisy("a", accuracy: 0.7, certain: 0.7, seed: 1, labels: labels),
      Constructed.noisy("b", accuracy: 0.6, certain: 0.9, seed: 2, labels: labels),
    ]
    let fusion = try strategy.fitted(on: tables)
    let rows = try fusion.fuse(tables).table.rows
    #expect(try fusion.fuse(tables.reversed()).table.rows == rows)
    // A single clip is the same as a row of a table.
    for index in 0..<5 {
      let answer = try fusion.combine(predictions: [
        "a": tables[0].rows[index], "b": tables[1].rows[index],
      ])
      #expect(answer == rows[index].probabilities)
    }
  }

  @Test(arguments: strategies)
  func theSameRowsTeachTheSameBits(_ strategy: LateFusion) throws {
    let tables = Constructed.disjointExperts(15)
    #expect(try strategy.fitted(on: tables) == strategy.fitted(on: tables))
  }

  @Test(arguments: strategies.filter { $0.isFitted || $0.usualCalibration != .none })
  func rowsOfTrainingTeachNothingUnlessAllowed(_ strategy: LateFusion) throws {
    let tables = Constructed.disjointExperts(15).map { table in
      var table = table
      table.split = .train
      return table
    }
    #expect(throws: FusionError.fitOnTrainSplit(model: "first")) {
      try strategy.fitted(on: tables)
    }
    #expect(try strategy.fitted(on: tables, allowsTrain: true).fittedOn?.isTrainedOn == true)
  }

  @Test func aMeanOfLogitsIsAGeometricMeanWhereLogitsMakeTheProbabilities() throws {
    var tables = Constructed.disjointExperts(15)
    let geometric = try LateFusion.geometric.fitted(on: tables).fuse(tables).table
    for table in tables.indices {
      for row in tables[table].rows.indices {
        tables[table].rows[row].logits = tables[table].rows[row].probabilities.map {
          5 + Float(Double($0).logarithm)
        }
      }
    }
    let logits = try LateFusion.logits.fitted(on: tables).fuse(tables).table
    for (first, second) in zip(geometric.rows, logits.rows) {
      for (a, b) in zip(first.probabilities, second.probabilities) { #expect(abs(a - b) < 1e-5) }
    }
  }
}
