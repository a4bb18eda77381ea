import AttuneCore
import Torch
import TorchNN

/// A model that answers with probabilities.
///
/// Not `Sendable`: whoever owns the model calls it.
public struct Predictor {
  /// Names of the classes in the model's order.
  public let classes: [String]
  private let model: any EmotionModel
  private let device: Device

  /// Wraps a built model.
  public init(model: any EmotionModel, classes: [String], device: Device) {
    self.model = model
    self.classes = classes
    self.device = device
  }

  /// Predicts a batch of examples.
  ///
  /// - Parameter examples: one or more.
  /// - Returns: one prediction an example, in the same order.
  public func predict(_ examples: [Example]) throws -> [Prediction] {
    guard !examples.isEmpty else { return [] }
    let (logits, probabilities) = try withoutGradients {
      let logits = try model(Batch(examples, device: device), mode: .evaluation)
      return (try logits.floats(), try logits.to(.float32).softmax(dim: 1).floats())
    }
    let count = classes.count
    return examples.enumerated().map { row, example in
      let columns = row * count..<(row + 1) * count
      return Prediction(
        conversation: example.conversation, turn: example.turn,
        emotion: example.label.map { classes[$0] }, logits: Array(logits[columns]),
        probabilities: Array(probabilities[columns]), modalities: example.modalities)
    }
  }
}
