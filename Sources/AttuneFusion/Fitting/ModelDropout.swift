/// Modality dropout: learning also from rows in which one of the models is left out.
///
/// Nothing is drawn. Of each row with several models, a share of ``probability`` is given in equal
/// parts to the copies that lack one of them, so the objective is the expectation itself.
///
/// - Source: Neverova, Wolf, Taylor and Nebout 2016, *ModDrop: adaptive multi-modal gesture
///   recognition*.
enum ModelDropout {
  static let probability = 0.2

  /// Sets of models to learn a row with, and how much each counts; the sum is 1.
  static func variants(of present: [Int]) -> [(models: [Int], share: Double)] {
    guard present.count > 1 else { return [(present, 1)] }
    return [(present, 1 - probability)]
      + present.map { left in
        (present.filter { $0 != left }, probability / Double(present.count))
      }
  }
}
