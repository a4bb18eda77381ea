/// The figures that need the probabilities, not only the answers; as scikit-learn 1.9 defines them.
public struct ProbabilityScores: Codable, Sendable, Hashable {
  /// Share of rows whose class is one of the two most probable; of equals the first count.
  public let topTwoAccuracy: Double
  /// Mean of `−ln p(true class)` in nats, `p` kept 2⁻⁵² away from 0 and 1.
  public let logLoss: Double
  /// Mean over rows of `Σ (p − y)²` over all classes, 0…2 (Brier 1950).
  public let brierScore: Double
  /// See ``Calibration/expectedError``.
  public let expectedCalibrationError: Double
  /// See ``Calibration/adaptiveError``.
  public let adaptiveCalibrationError: Double
  /// Mean of the areas of each class against all others, over the classes that have one; `nil` where
  /// none has.
  public let macroAreaUnderROC: Double?
  /// Mean of the classes' average precision, over the classes that have one; `nil` where none has.
  public let macroAveragePrecision: Double?
  /// Mean of the risk over all coverages, see ``EvaluationCurves/areaUnderRiskCoverage``.
  public let areaUnderRiskCoverage: Double

  enum CodingKeys: String, CodingKey, CaseIterable {
    case topTwoAccuracy = "top_2_accuracy"
    case logLoss = "log_loss"
    case brierScore = "brier_score"
    case expectedCalibrationError = "expected_calibration_error"
    case adaptiveCalibrationError = "adaptive_calibration_error"
    case macroAreaUnderROC = "macro_roc_auc"
    case macroAveragePrecision = "macro_average_precision"
    case areaUnderRiskCoverage = "area_under_risk_coverage"
  }

  init(_ losses: RowLosses, _ calibration: Calibration, _ curves: EvaluationCurves) {
    let count = Double(max(1, losses.logLosses.count))
    topTwoAccuracy = Double(losses.numTopTwo) / count
    logLoss = losses.logLosses.reduce(0, +) / count
    brierScore = losses.brierSum / count
    expectedCalibrationError = calibration.expectedError
    adaptiveCalibrationError = calibration.adaptiveError
    macroAreaUnderROC = Self.mean(curves.classes.compactMap(\.areaUnderROC))
    macroAveragePrecision = Self.mean(curves.classes.compactMap(\.averagePrecision))
    areaUnderRiskCoverage = curves.areaUnderRiskCoverage
  }

  private static func mean(_ values: [Double]) -> Double? {
    values.isEmpty ? nil : values.reduce(0, +) / Double(values.count)
  }
}
