/// The figures that sum up a confusion matrix, defined as scikit-learn 1.9 does.
///
/// *Macro* averages weigh classes alike, *weighted* ones by support. Macro averages run over every
/// class that is true or predicted at least once; the unweighted average recall over the classes
/// that are true at least once. The two recalls therefore differ where a class is predicted that
/// no row has. What has a zero denominator is 0.
public struct Scores: Codable, Sendable, Hashable {
  /// Correct rows ÷ all rows; the same as weighted recall.
  public let accuracy: Double
  /// Mean recall of the classes with support (`balanced_accuracy_score`).
  public let unweightedAverageRecall: Double
  /// Mean precision of the classes.
  public let macroPrecision: Double
  /// Mean recall of the classes, those without support included as 0.
  public let macroRecall: Double
  /// Mean F1 of the classes.
  public let macroF1: Double
  /// Mean precision, weighted by support.
  public let weightedPrecision: Double
  /// Mean recall, weighted by support; the same as accuracy.
  public let weightedRecall: Double
  /// Mean F1, weighted by support.
  public let weightedF1: Double
  /// Precision over all rows; with one answer a row the same as accuracy.
  public let microPrecision: Double
  /// Recall over all rows; the same as accuracy.
  public let microRecall: Double
  /// F1 over all rows; the same as accuracy.
  public let microF1: Double
  /// Agreement beyond what the class shares alone give, −1…1 (Cohen 1960).
  public let cohensKappa: Double
  /// Correlation of truth and answer, −1…1 (Gorodkin 2004).
  public let matthewsCorrelation: Double

  enum CodingKeys: String, CodingKey {
    case accuracy
    case unweightedAverageRecall = "unweighted_average_recall"
    case macroPrecision = "macro_precision"
    case macroRecall = "macro_recall"
    case macroF1 = "macro_f1"
    case weightedPrecision = "weighted_precision"
    case weightedRecall = "weighted_recall"
    case weightedF1 = "weighted_f1"
    case microPrecision = "micro_precision"
    case microRecall = "micro_recall"
    case microF1 = "micro_f1"
    case cohensKappa = "cohens_kappa"
    case matthewsCorrelation = "matthews_correlation"
  }

  init(_ classes: [ClassScores], numCorrect: Int) {
    let total = classes.reduce(0) { $0 + $1.support }
    let present = classes.filter { $0.support > 0 || $0.predicted > 0 }
    let supported = classes.filter { $0.support > 0 }
    func mean(_ classes: [ClassScores], _ score: KeyPath<ClassScores, Double>) -> Double {
      guard !classes.isEmpty else { return 0 }
      return classes.reduce(0) { $0 + $1[keyPath: score] } / Double(classes.count)
    }
    func weighted(_ score: KeyPath<ClassScores, Double>) -> Double {
      guard total > 0 else { return 0 }
      return classes.reduce(0) { $0 + $1[keyPath: score] * Double($1.support) } / Double(total)
    }
    accuracy = total == 0 ? 0 : Double(numCorrect) / Double(total)
    unweightedAverageRecall = mean(supported, \.recall)
    macroPrecision = mean(present, \.precision)
    macroRecall = mean(present, \.recall)
    macroF1 = mean(present, \.f1)
    weightedPrecision = weighted(\.precision)
    weightedRecall = weighted(\.recall)
    weightedF1 = weighted(\.f1)
    (microPrecision, microRecall, microF1) = (accuracy, accuracy, accuracy)
    let agreement = Agreement(classes, numCorrect: numCorrect)
    (cohensKappa, matthewsCorrelation) = (agreement.kappa, agreement.correlation)
  }
}

/// Agreement measured against that of chance; 0 where truth or answer never changes.
private struct Agreement {
  let kappa: Double
  let correlation: Double

  init(_ classes: [ClassScores], numCorrect: Int) {
    let total = Double(classes.reduce(0) { $0 + $1.support })
    let expected = classes.reduce(0) { $0 + Double($1.support) * Double($1.predicted) }
    let supports = classes.reduce(0) { $0 + Double($1.support) * Double($1.support) }
    let answers = classes.reduce(0) { $0 + Double($1.predicted) * Double($1.predicted) }
    let above = Double(numCorrect) * total - expected
    let possible = total * total - expected
    kappa = possible > 0 ? above / possible : 0
    let spread = (total * total - supports) * (total * total - answers)
    correlation = spread > 0 ? above / spread.squareRoot() : 0
  }
}

extension ConfusionMatrix {
  /// Precision, recall and F1 of each class, in class order.
  public var classScores: [ClassScores] {
    let (supports, predicted) = (supports, predicted)
    return classes.indices.map { index in
      ClassScores(
        emotion: classes[index], truePositives: counts[index][index], support: supports[index],
        predicted: predicted[index])
    }
  }

  /// The figures that sum up the matrix.
  public var scores: Scores {
    Scores(classScores, numCorrect: classes.indices.reduce(0) { $0 + counts[$1][$1] })
  }
}
