import AttuneCore
import AttuneEvaluation

extension PredictionTable {
  /// A table of two classes with rows of every kind.
  static var sample: PredictionTable {
    PredictionTable(
      classes: ["happy", "sad"], model: "audio", split: .test, run: "run 1", inputs: .honest,
      rows: [
        Prediction(
          conversation: "00001", turn: "0", emotion: "sad", logits: [-1.5, 0.1],
          probabilities: [0.16798161, 0.8320184], modalities: [.audio, .text]),
        Prediction(
          conversation: "00001", turn: "1", emotion: nil, logits: nil, probabilities: [1, 0],
          modalities: []),
        Prediction(
          conversation: "a \"b\" \\ \u{1}\n é 🙂", turn: "0", emotion: "happy", logits: nil,
          probabilities: [0.5, 0.5], modalities: [.metadata]),
      ])
  }
}
