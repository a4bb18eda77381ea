import AttuneEvaluation
import AttuneFusion
import Foundation

/// Where *not sure* begins.
enum Rejection {
  /// Answers less probable than this.
  case below(Double)
  /// As few answers as it takes for the rest to be wrong at most this often.
  case risk(Double)

  /// The threshold, from rows that the fusion has not learned from.
  ///
  /// - Throws: an error if no threshold reaches the risk.
  func threshold(_ curve: RiskCoverageCurve) throws -> Double {
    switch self {
    case .below(let threshold): return threshold
    case .risk(let target):
      guard let point = curve.point(risk: target) else {
        let least = curve.points.map(\.risk).min() ?? 1
        throw RejectionError.unreachable(target: target, least: least)
      }
      return point.threshold
    }
  }

  /// What a threshold leaves, in words.
  static func note(_ curve: RiskCoverageCurve, threshold: Double, part: String) -> String {
    guard let point = curve.point(threshold: threshold) else {
      return String(format: "not sure below %.4f: all of %@", threshold, part)
    }
    return String(
      format: "not sure below %.4f: %@: %.1f %% answered, %.1f %% of them wrongly", threshold,
      part, 100 * point.coverage, 100 * point.risk)
  }
}

/// Why no threshold is found for a risk.
enum RejectionError: Error, CustomStringConvertible {
  /// No threshold reaches the risk; `least` is what the surest answers have.
  case unreachable(target: Double, least: Double)
  /// There are no labelled rows that may be looked at.
  case nothingToFit

  var description: String {
    switch self {
    case .unreachable(let target, let least):
      String(
        format:
          "--target-risk %g: the surest answers are wrong in %.3f of the rows; give that or more",
        target, least)
    case .nothingToFit:
      "--target-risk is found on labels of the validation split, and there are none; "
        + "give --reject-below"
    }
  }
}
