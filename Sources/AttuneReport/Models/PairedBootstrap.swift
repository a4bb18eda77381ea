import AttuneCore
import AttuneEvaluation

/// The difference of two models' macro F1 over resampled conversations: both are scored on the same
/// conversations each time, so what is hard for both does not count (Efron and Tibshirani 1993).
struct PairedBootstrap {
  /// A turn: the true class and the two answers.
  private struct Row {
    let truth: Int
    let answers: (Int, Int)
  }

  private let numClasses: Int
  /// The turns of each conversation.
  private let conversations: [[Row]]
  private static let numResamples = 2_000

  /// Pairs the labelled turns that both tables hold; classes are aligned by name.
  init(_ table: PredictionTable, _ other: PredictionTable) {
    let places = Dictionary(
      zip(table.classes, table.classes.indices), uniquingKeysWith: { first, _ in first })
    var otherAnswers: [TurnKey: Int] = [:]
    for row in other.rows { otherAnswers[row.turnKey] = places[other.classes[row.answerIndex]] }
    var rows: [String: [Row]] = [:]
    var order: [String] = []
    for row in table.rows {
      guard let truth = row.emotion.flatMap({ places[$0] }), let answer = otherAnswers[row.turnKey]
      else { continue }
      if rows[row.conversation] == nil { order.append(row.conversation) }
      rows[row.conversation, default: []].append(
        Row(truth: truth, answers: (row.answerIndex, answer)))
    }
    numClasses = table.classes.count
    conversations = order.compactMap { rows[$0] }
  }

  /// The difference with its 95 % interval, and twice the share of resamples beyond 0.
  var macroF1Difference: (difference: FigureValue, pValue: Double) {
    let observed = difference(Array(conversations.indices))
    guard !conversations.isEmpty else { return (FigureValue(0), 1) }
    var random = SeededGenerator(42)
    let samples = (0..<Self.numResamples).map { _ in
      difference(conversations.map { _ in random.index(below: conversations.count) })
    }.sorted()
    let count = Double(samples.count)
    let opposite = samples.count { observed > 0 ? $0 <= 0 : $0 >= 0 }
    let interval = Interval(
      lower: samples[Int(0.025 * (count - 1))], upper: samples[Int(0.975 * (count - 1))])
    return (
      FigureValue(observed, interval), min(1, 2 * (Double(opposite) + 1) / (count + 1))
    )
  }

  private func difference(_ chosen: [Int]) -> Double {
    var support = [Int](repeating: 0, count: numClasses)
    var predicted = [[Int]](repeating: support, count: 2)
    var correct = predicted
    for conversation in chosen {
      for row in conversations[conversation] {
        support[row.truth] += 1
        for (model, answer) in [row.answers.0, row.answers.1].enumerated() {
          predicted[model][answer] += 1
          if answer == row.truth { correct[model][answer] += 1 }
        }
      }
    }
    func macroF1(_ model: Int) -> Double {
      let scores = (0..<numClasses).compactMap { index -> Double? in
        let all = support[index] + predicted[model][index]
        return all == 0 ? nil : 2 * Double(correct[model][index]) / Double(all)
      }
      return scores.isEmpty ? 0 : scores.reduce(0, +) / Double(scores.count)
    }
    return macroF1(0) - macroF1(1)
  }
}
