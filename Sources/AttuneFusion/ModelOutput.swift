/// What one model says of one turn, in the fusion's class order.
struct ModelOutput: Sendable, Hashable {
  /// `[K]`, the sum is 1.
  var probabilities: [Float]
  /// `[K]` before softmax, or `nil` where the model has none.
  var logits: [Float]?
}

extension ModelOutput {
  /// The same answer with its classes in another order: entry `i` becomes entry `order[i]` of this.
  func reordered(_ order: [Int]) -> ModelOutput {
    ModelOutput(
      probabilities: order.map { probabilities[$0] },
      logits: logits.map { logits in order.map { logits[$0] } })
  }
}
