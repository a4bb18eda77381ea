import AttuneCore
import Foundation

/// What one model says of one turn, in the fusion's class order.
struct ModelOutput: Sendable, Hashable {
  /// The least probability whose logarithm is taken: one certain mistake must not rule out a class.
  static let floor = 1e-7

  /// `[K]`, the sum is 1.
  var probabilities: [Double]
  /// `[K]` before softmax, or `nil` where the model has none.
  var logits: [Double]?
  /// The input of the classifier's last layer, or `nil` where the table has none.
  var hidden: [Float]?
  /// What was really there for the model to see.
  var modalities: [Modality] = []

  /// `[K]`, logits or else the logarithms of the probabilities, moved so that their mean is 0; a
  /// model that knows nothing has zeros.
  var evidence: [Double] {
    let logs = logits ?? probabilities.map { log(max($0, Self.floor)) }
    let mean = logs.reduce(0, +) / Double(logs.count)
    return logs.map { $0 - mean }
  }

  /// Position of the most probable class; of equally probable ones the first.
  var answer: Int { probabilities.firstMaximum }
}

extension ModelOutput {
  /// The same answer with its classes in another order: entry `i` becomes entry `order[i]` of this.
  func reordered(_ order: [Int]) -> ModelOutput {
    var output = self
    output.probabilities = order.map { probabilities[$0] }
    output.logits = logits.map { logits in order.map { logits[$0] } }
    return output
  }
}
