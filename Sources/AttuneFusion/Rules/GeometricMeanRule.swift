/// The geometric mean of the distributions, `p(k) ∝ Π p_m(k)^(1/M)`.
///
/// A probability below ``ModelOutput/floor`` counts as that. An absent model is left out of the
/// mean.
///
/// - Source: the logarithmic opinion pool, Genest and Zidek 1986, *Combining probability
///   distributions*; with equal weights the answers are those of the product rule of Kittler et al.
///   1998.
struct GeometricMeanRule: UnfittedRule {
  func combine(_ row: FusionRow) -> [Double] {
    var row = row
    for model in row.outputs.indices { row.outputs[model]?.logits = nil }
    return row.pooledEvidence().softmax
  }
}
