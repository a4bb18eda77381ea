import AttuneCore
import AttuneEvaluation

/// Tables whose best fusion is known.
enum Constructed {
  static let classes = ["happy", "sad", "fear"]

  /// A table over `labels`; `answer` gives the distribution for row and true class.
  ///
  /// Conversations are numbered, those of the test split apart.
  static func table(
    _ model: String, labels: [Int], split: Split? = .validation, classes: [String] = classes,
    modalities: [Modality] = [.text], _ answer: (Int, Int) -> [Float]?
  ) -> PredictionTable {
    let rows = labels.enumerated().compactMap { index, label in
      answer(index, label).map {
        Prediction(
          conversation: (split == .test ? "test " : "") + "\(index)", turn: "0",
          emotion: classes[label], probabilities: $0,
          modalities: modalities)
      }
    }
    return PredictionTable(classes: classes, model: model, split: split, rows: rows)
  }

  /// `certainty` for class `answer`, the rest shared by the others.
  static func sure(of answer: Int, _ certainty: Float = 0.8) -> [Float] {
    var probabilities = [Float](repeating: (1 - certainty) / 2, count: 3)
    probabilities[answer] = certainty
    return probabilities
  }

  /// Row `i` is of class `i mod 3`.
  static func labels(_ count: Int) -> [Int] { (0..<count).map { $0 % 3 } }
}
