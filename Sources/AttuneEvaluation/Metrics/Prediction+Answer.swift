import AttuneCore

extension Prediction {
  /// Position of the most probable class; of equally probable ones the first.
  public var answerIndex: Int {
    var best = 0
    for index in probabilities.indices where probabilities[index] > probabilities[best] {
      best = index
    }
    return best
  }
}
