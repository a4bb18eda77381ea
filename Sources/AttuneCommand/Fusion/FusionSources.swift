import Attune
import AttuneCore
import AttuneEvaluation
import AttuneFusion
import AttuneModels
import Foundation

/// The tables that are fused, by the part of the corpus that they are of.
struct FusionSources {
  /// Tables of one part, one a model.
  struct Part {
    /// `nil` where the tables do not say.
    var split: Split?
    /// Predicted by models that were not trained on the rows.
    var isOutOfFold: Bool
    var tables: [PredictionTable]

    /// Name of the part's files.
    var name: String { split?.rawValue ?? "all" }
    /// The part in words.
    var title: String { isOutOfFold ? "\(name), out of fold" : name }
  }

  /// In the order in which they were given.
  private(set) var parts: [Part] = []

  /// Reads the predictions of runs, and tables.
  ///
  /// - Parameter outOfFold: what the runs' configurations predicted out of fold.
  init(runs: [URL], tables: [URL], outOfFold: [PredictionTable]) throws {
    for split in [Split.validation, .test] {
      let files = runs.map {
        RunFolder($0).predictions.appendingPathComponent("\(split.rawValue).jsonl")
      }
      // A corpus without a test split leaves no run with such a table.
      let isThere = files.contains { FileManager.default.fileExists(atPath: $0.path) }
      guard split == .validation || isThere else { continue }
      for file in files { add(try PredictionTable(contentsOf: file)) }
    }
    for file in tables { add(try PredictionTable(contentsOf: file)) }
    for table in outOfFold { add(table) }
    try checkCompany()
    nameApart()
  }

  /// Looks for a part that only one model has a table of.
  private func checkCompany() throws(FusionError) {
    guard let lone = parts.first(where: { $0.tables.count < 2 }), let table = lone.tables.first,
      let other = parts.flatMap(\.tables).first(where: { $0.model != table.model })
    else { return }
    let splits = [table, other].map { $0.split?.rawValue ?? "unnamed" }
    throw .differentSplits(
      model: table.model, split: splits[0], other: other.model, otherSplit: splits[1])
  }

  /// Adds a table to the others of its part.
  private mutating func add(_ table: PredictionTable) {
    let isOutOfFold = table.numFolds != nil
    let place = parts.firstIndex { $0.split == table.split && $0.isOutOfFold == isOutOfFold }
    if let place {
      parts[place].tables.append(table)
    } else {
      parts.append(Part(split: table.split, isOutOfFold: isOutOfFold, tables: [table]))
    }
  }

  /// The part that is learned from: what was predicted out of fold, else validation, else what does
  /// not say of which split it is; the train split only where nothing else is there.
  var fitting: Part? {
    parts.first(where: \.isOutOfFold) ?? parts.first { $0.split == .validation }
      ?? parts.first { $0.split == nil } ?? parts.first { $0.split == .train }
  }

  /// The part that is only looked at.
  var test: Part? { parts.first { $0.split == .test } }

  /// Models with the same name, as several seeds of one, are told apart by their runs.
  private mutating func nameApart() {
    for part in parts.indices {
      let counts = Dictionary(grouping: parts[part].tables, by: \.model).mapValues(\.count)
      for table in parts[part].tables.indices {
        let model = parts[part].tables[table].model
        if counts[model] ?? 0 > 1, let run = parts[part].tables[table].run {
          parts[part].tables[table].model = "\(model):\(run)"
        }
      }
    }
  }
}
