import Foundation

/// Whether two models are right equally often, from the rows where only one of them is
/// (McNemar 1947).
///
/// Takes rows as independent; turns of one conversation are not quite, which the bootstrap over
/// conversations beside it allows for.
public struct McNemarTest: Codable, Sendable, Hashable {
  /// How the probability was found.
  public enum Method: String, Codable, Sendable {
    /// The two tails of the binomial distribution, where fewer than 25 rows differ.
    case exact
    /// χ² of one degree of freedom with continuity correction.
    case chiSquared = "chi_squared"
  }

  /// Rows that only the first model answers rightly.
  public let numOnlyFirst: Int
  /// Rows that only the second model answers rightly.
  public let numOnlySecond: Int
  /// How the probability was found.
  public let method: Method
  /// χ², or the smaller of both numbers where the test is exact.
  public let statistic: Double
  /// How likely so great a difference is where both are right equally often.
  public let pValue: Double

  enum CodingKeys: String, CodingKey {
    case numOnlyFirst = "num_only_first"
    case numOnlySecond = "num_only_second"
    case method, statistic
    case pValue = "p"
  }

  /// Tests two counts, neither of which is negative.
  public init(numOnlyFirst: Int, numOnlySecond: Int) {
    (self.numOnlyFirst, self.numOnlySecond) = (numOnlyFirst, numOnlySecond)
    let total = numOnlyFirst + numOnlySecond
    let smaller = min(numOnlyFirst, numOnlySecond)
    guard total >= 25 else {
      method = .exact
      statistic = Double(smaller)
      var chance = pow(0.5, Double(total))
      var tail = 0.0
      for successes in 0...smaller {
        tail += chance
        chance *= Double(total - successes) / Double(successes + 1)
      }
      pValue = min(1, 2 * tail)
      return
    }
    method = .chiSquared
    let difference = Double(abs(numOnlyFirst - numOnlySecond)) - 1
    statistic = difference * difference / Double(total)
    pValue = erfc((statistic / 2).squareRoot())
  }
}
