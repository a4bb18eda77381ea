import AttuneCore
import AttuneEvaluation
import AttuneTestSupport

/// Tables made for a test.
enum MadeTables {
  static let classes = ["a", "b", "c"]

  /// Four turns a conversation; the answer is right with the given probability.
  ///
  /// - Parameters:
  ///   - labelSeed: Equal seeds give equal labels.
  ///   - seed: Equal seeds give equal answers.
  static func table(
    _ model: String, numRows: Int = 400, accuracy: Double, labelSeed: UInt64 = 1, seed: UInt64,
    split: Split? = .test, run: String? = nil, name: String = ""
  ) -> PredictionTable {
    var labels = FileMutator(seed: labelSeed)
    var answers = FileMutator(seed: seed)
    let rows = (0..<numRows).map { index in
      let truth = Int.random(in: 0..<3, using: &labels)
      let isRight = Double.random(in: 0..<1, using: &answers) < accuracy
      let answer = isRight ? truth : (truth + Int.random(in: 1...2, using: &answers)) % 3
      return Prediction(
        conversation: "\(name)\(index / 4)", turn: "\(index % 4)", emotion: classes[truth],
        probabilities: (0..<3).map { $0 == answer ? 0.6 : 0.2 }, modalities: [.text])
    }
    return PredictionTable(classes: classes, model: model, split: split, run: run, rows: rows)
  }
}
