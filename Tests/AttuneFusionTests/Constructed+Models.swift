import AttuneCore
import AttuneEvaluation

extension Constructed {
  /// Two models that know different classes: the first tells happy from the rest, the second sad
  /// from fear.
  static func disjointExperts(_ count: Int = 60) -> [PredictionTable] {
    let labels = labels(count)
    return [
      table("first", labels: labels) { _, label in
        label == 0 ? [0.9, 0.05, 0.05] : label == 1 ? [0.1, 0.43, 0.47] : [0.1, 0.47, 0.43]
      },
      table("second", labels: labels) { _, label in
        label == 0 ? [0.3, 0.36, 0.34] : sure(of: label, 0.9)
      },
    ]
  }

  /// A model that is right in `accuracy` of the rows, drawn by the seed, and says each time that it
  /// is `certain`.
  static func noisy(
    _ model: String, accuracy: Double, certain: Float, seed: Int, labels: [Int],
    split: Split? = .validation, isThere: (Int) -> Bool = { _ in true }
  ) -> PredictionTable {
    var generator = SeededGenerator(seed)
    let answers = labels.map { label in
      generator.happens(accuracy) ? label : (label + 1 + generator.index(below: 2)) % 3
    }
    return table(model, labels: labels, split: split) { index, _ in
      isThere(index) ? sure(of: answers[index], certain) : nil
    }
  }
}
