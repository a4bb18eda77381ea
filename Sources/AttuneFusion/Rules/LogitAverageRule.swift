/// The softmax of the mean of the logits, `p = softmax(1/M Σ z_m)`.
///
/// A model without logits gives the logarithms of its probabilities, which are logits too. An absent
/// model is left out of the mean. Where every model's probabilities are the softmax of its logits
/// this equals the geometric mean; it differs where a table's probabilities were made otherwise.
///
/// - Source: Heskes 1998, *Selecting weighting factors in logarithmic opinion pools*.
struct LogitAverageRule: UnfittedRule {
  func combine(_ row: FusionRow) -> [Double] { row.pooledEvidence().softmax }
}
