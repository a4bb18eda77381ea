import Attune
import AttuneEvaluation
import AttuneModels
import Foundation

/// The predictions of a training split, which are never judged: what metadata alone tell is fitted
/// on their rows.
struct TrainingRows {
  private let table: PredictionTable?

  /// Reads those of the first folder that has them; none is none.
  init(of runs: [URL]) throws {
    table = try runs.lazy
      .map { RunFolder($0).predictions.appendingPathComponent("train.jsonl") }
      .first { FileManager.default.fileExists(atPath: $0.path) }
      .map(PredictionTable.init(contentsOf:))
  }

  /// Reads those of a run, or of the runs of a fusion.
  init(of run: URL) throws {
    let fusion = FusionFolder(run)
    // A fusion of tables knows no runs.
    let isListed = FileManager.default.fileExists(atPath: fusion.runList.path)
    try self.init(of: [run] + (isListed ? try fusion.runs() : []))
  }

  /// The rows as if the model of another table had answered them.
  func asModel(of other: PredictionTable?) -> [PredictionTable] {
    guard var table, let other else { return [] }
    (table.model, table.run) = (other.model, other.run)
    return [table]
  }
}
