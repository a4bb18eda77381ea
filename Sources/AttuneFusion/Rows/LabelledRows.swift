import Foundation

/// Rows with the truth: what strategies learn from and are judged by.
struct LabelledRows: Sendable {
  let numModels: Int
  let numClasses: Int
  private(set) var rows: [FusionRow]
  /// Position of the true class, one a row.
  private(set) var labels: [Int]
  /// The same number for rows that belong together, of one speaker or conversation, one a row.
  private(set) var groups: [Int]

  init(
    rows: [FusionRow], labels: [Int], groups: [Int], numModels: Int, numClasses: Int
  ) {
    (self.rows, self.labels, self.groups) = (rows, labels, groups)
    (self.numModels, self.numClasses) = (numModels, numClasses)
  }

  var count: Int { rows.count }

  /// Some of the rows, in the given order.
  func selecting(_ indices: [Int]) -> LabelledRows {
    var selection = self
    selection.rows = indices.map { rows[$0] }
    selection.labels = indices.map { labels[$0] }
    selection.groups = indices.map { groups[$0] }
    return selection
  }

  /// The rows that have all of the given models, and those models only.
  func having(_ models: [Int]) -> LabelledRows {
    let complete = rows.indices.filter { row in models.allSatisfy { rows[row].outputs[$0] != nil } }
    var selection = selecting(complete)
    selection.rows = selection.rows.map { $0.keeping(models) }
    return selection
  }

  /// The rows that every model has.
  var complete: LabelledRows { having(Array(0..<numModels)) }

  /// The same rows with other answers.
  func mapping(_ transform: (FusionRow) -> FusionRow) -> LabelledRows {
    var mapped = self
    mapped.rows = rows.map(transform)
    return mapped
  }

  /// Mean of −log of what `answer` gives the true class, in nats.
  func negativeLogLikelihood(_ answer: (FusionRow) -> [Double]) -> Double {
    var sum = 0.0
    for (row, label) in zip(rows, labels) {
      sum -= log(max(answer(row)[label], MixtureWeights.floor))
    }
    return sum / Double(max(count, 1))
  }
}
