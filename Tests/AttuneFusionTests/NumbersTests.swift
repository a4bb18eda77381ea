import Testing

@testable import AttuneFusion

/// What is learned equals what scipy, scikit-learn and PyTorch find.
@Suite struct NumbersTests {
  /// Two minimisers of one convex function in double precision.
  static let minimum = 1e-5
  /// One formula in double precision, summed in another order.
  static let formula = 1e-12

  @Test func temperatureScalingFindsTheMinimumThatScipyFinds() throws {
    let fixture = try FusionFixture.load().calibration
    let scaling = TemperatureScaling(fitting: fixture.logits, labels: fixture.labels)
    expectEqual([scaling.temperature], [fixture.temperature], within: Self.minimum, "temperature")
  }

  @Test func vectorScalingFindsTheMinimumThatScipyFinds() throws {
    let fixture = try FusionFixture.load().calibration
    let scaling = VectorScaling(fitting: fixture.logits, labels: fixture.labels)
    expectEqual(scaling.factors, fixture.factors, within: Self.minimum, "factors")
    expectEqual(scaling.biases, fixture.biases, within: Self.minimum, "biases")
  }

  @Test func isotonicCalibrationAnswersAsScikitLearn() throws {
    let fixture = try FusionFixture.load().calibration
    let steps = IsotonicCalibration(
      fitting: fixture.probabilities, labels: fixture.labels, numClasses: 4)
    #expect(steps.problem(numClasses: 4) == nil)
    for (probe, expected) in zip(fixture.probes, fixture.isotonic) {
      expectEqual(steps.probabilities(probe), expected, within: Self.formula, "isotonic")
    }
  }

  @Test func multinomialRegressionHasScikitLearnsCoefficients() throws {
    let fixture = try FusionFixture.load().regression
    let numFeatures = fixture.features[0].count
    let regression = MultinomialRegression(
      features: fixture.features.flatMap(\.self), labels: fixture.labels,
      centre: Array(repeating: 0, count: 3 * numFeatures), numFeatures: numFeatures,
      penalty: fixture.penalty)
    expectEqual(
      regression.coefficients, fixture.coefficients.flatMap(\.self), within: Self.minimum,
      "coefficients")
  }

  @Test func principalComponentsScoreAsScikitLearns() throws {
    let fixture = try FusionFixture.load().components
    let components = PrincipalComponents(of: fixture.vectors, count: 3)
    #expect(components.problem == nil)
    for (vector, expected) in zip(fixture.vectors, fixture.scores) {
      expectEqual(components(vector), expected, within: 1e-4, "scores")
    }
  }

  @Test func theNetworkHasPyTorchsValueAndGradient() throws {
    let fixture = try FusionFixture.load().multilayer
    let samples = fixture.labels.indices.map { row in
      MultilayerObjective.Sample(
        features: fixture.features[row], skip: fixture.skip[row], label: fixture.labels[row],
        share: fixture.shares[row])
    }
    let objective = MultilayerObjective(
      samples: samples, numRows: fixture.num_rows, numHidden: fixture.num_hidden,
      penalty: fixture.penalty)
    var gradient = fixture.point.map { _ in 0.0 }
    let value = objective(fixture.point, &gradient)
    expectEqual([value], [fixture.value], within: Self.formula, "value")
    expectEqual(gradient, fixture.gradient, within: Self.formula, "gradient")
  }

  @Test func theAttentionHasPyTorchsValueAndGradient() throws {
    let fixture = try FusionFixture.load().attention
    let objective = AttentionObjective(
      width: fixture.width, sizes: fixture.sizes, numClasses: fixture.num_classes)
    #expect(objective.count == fixture.point.count)
    let samples = fixture.labels.indices.map { row in
      let inputs = fixture.inputs[row]
      return AttentionObjective.Sample(
        inputs: inputs, evidence: fixture.evidence[row], label: fixture.labels[row],
        variants: ModelDropout.variants(of: inputs.indices.filter { inputs[$0] != nil }))
    }
    var gradient = fixture.point.map { _ in 0.0 }
    let value = objective.value(
      of: samples, penalty: fixture.penalty, at: fixture.point, &gradient)
    expectEqual([value], [fixture.value], within: Self.formula, "value")
    expectEqual(gradient, fixture.gradient, within: Self.formula, "gradient")
  }

  @Test func theMinimiserFindsTheBottomOfACurvedValley() {
    // Rosenbrock's function in six dimensions; its only minimum near here is at all ones.
    let start = [-1.2, 1, -1.2, 1, -1.2, 1]
    let minimum = LBFGS(tolerance: 1e-9).minimize(from: start) { point, gradient in
      var value = 0.0
      for index in gradient.indices { gradient[index] = 0 }
      for index in 0..<point.count - 1 {
        let (bend, step) = (point[index + 1] - point[index] * point[index], 1 - point[index])
        value += 100 * bend * bend + step * step
        gradient[index] += -400 * point[index] * bend - 2 * step
        gradient[index + 1] += 200 * bend
      }
      return value
    }
    expectEqual(minimum.point, start.map { _ in 1 }, within: 1e-6, "minimum")
  }
}
