/// The mean of the distributions, `p = 1/M Σ p_m`.
///
/// An absent model is left out of the mean.
///
/// - Source: the sum rule of Kittler, Hatef, Duin and Matas 1998, *On combining classifiers*.
struct AverageRule: UnfittedRule {
  func combine(_ row: FusionRow) -> [Double] {
    row.mixture(Array(repeating: 1, count: row.outputs.count))
  }
}
