/// How the probabilities of a model are made to mean what they say.
///
/// Each method is fitted for each model alone, so that the labelled rows become likeliest.
public enum CalibrationMethod: String, CaseIterable, Codable, Sendable, Hashable {
  /// The probabilities as they are.
  case none
  /// One number divides all logits; no answer changes (Guo et al. 2017).
  case temperature
  /// Each class has a factor and a bias for its logit (Guo et al. 2017).
  case vector
  /// A rising step function for each class, renormalised (Zadrozny and Elkan 2002).
  case isotonic
}
