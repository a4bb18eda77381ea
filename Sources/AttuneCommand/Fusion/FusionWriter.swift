import Attune
import AttuneCore
import AttuneEvaluation
import AttuneFusion
import Foundation

/// Writes the folder of a fusion.
struct FusionWriter {
  let folder: FusionFolder
  let runs: [URL]

  /// Writes `fusion.json`, the list of runs and the tables of all parts.
  ///
  /// - Parameter draws: whether evaluations are written too, with figures.
  /// - Returns: what each part lacks, in words.
  @discardableResult
  func write(_ fusion: FittedFusion, of sources: FusionSources, draws: Bool) throws -> [String] {
    try fusion.write(to: folder.fusion)
    if !runs.isEmpty { try folder.write(runs: runs) }
    var notes: [String] = []
    var tables: [PredictionTable] = []
    for part in sources.parts {
      let fused = try fusion.fuse(part.tables)
      for (model, count) in fused.numMissing.sorted(by: { $0.key < $1.key }) where count > 0 {
        notes.append("\(part.title): \(count) rows without model \(model)")
      }
      try fused.table.write(
        to: folder.predictions.appendingPathComponent("\(part.name).jsonl"))
      tables.append(fused.table)
    }
    guard draws else { return notes }
    let known =
      try tables + TrainingRows(of: runs).asModel(of: tables.last)
      + sources.parts.flatMap(\.tables)
    for (part, table) in zip(sources.parts, tables)
    where table.labelIndices.contains(where: { $0 >= 0 }) {
      try EvaluationFolder(folder.evaluation.appendingPathComponent(part.name))
        .write(TableEvaluation(table, among: known, resampling: Resampling()))
    }
    return notes
  }

  /// Writes a value into the folder.
  func write(_ value: some Encodable, as name: String) throws {
    try AtomicFile.write(json: value, to: folder.url.appendingPathComponent(name))
  }
}
