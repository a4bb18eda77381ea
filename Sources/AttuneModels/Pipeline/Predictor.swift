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
  private let keepsHidden: Bool

  /// Wraps a built model.
  ///
  /// - Parameter keepsHidden: whether predictions hold what the classifier's last layer read.
  public init(
    model: any EmotionModel, classes: [String], device: Device, keepsHidden: Bool = false
  ) {
    self.model = model
    self.classes = classes
    self.device = device
    self.keepsHidden = keepsHidden
  }

  /// Predicts a batch of examples.
  ///
  /// - Parameters:
  ///   - examples: one or more.
  ///   - memory: of what was read before.
  ///   - model: tells this model from others that share the memory.
  /// - Returns: one prediction an example, in the same order.
  public func predict(
    _ examples: [Example], memory: ReadingMemory? = nil, model index: Int = 0
  ) throws -> [Prediction] {
    guard !examples.isEmpty else { return [] }
    let (logits, probabilities, hidden) = try withoutGradients {
      let batch = try Batch(
        examples, device: device,
        readings: memory.flatMap { BatchReadings(of: examples, by: index, in: $0) })
      let output = try model.output(batch, mode: .evaluation)
      return (
        try output.logits.floats(), try output.logits.to(.float32).softmax(dim: 1).floats(),
        keepsHidden ? try output.hidden.to(.float32).floats() : []
      )
    }
    let width = hidden.count / examples.count
    let count = classes.count
    return examples.enumerated().map { row, example in
      let columns = row * count..<(row + 1) * count
      return Prediction(
        conversation: example.conversation, turn: example.turn,
        emotion: example.label.map { classes[$0] }, logits: Array(logits[columns]),
        probabilities: Array(probabilities[columns]), modalities: example.modalities,
        attributes: example.attributes,
        hidden: keepsHidden ? Array(hidden[row * width..<(row + 1) * width]) : nil)
    }
  }
}
