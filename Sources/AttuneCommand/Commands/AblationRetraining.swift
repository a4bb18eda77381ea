import ArgumentParser
import AttuneCorpus
import AttuneEvaluation
import AttuneModels
import AttuneSensitivity
import AttuneTraining
import Foundation

/// Trains the configuration of a run again without parts of its input.
struct AblationRetraining {
  let run: URL
  let corpus: Corpus
  /// Gets a run `without-PART` for each part.
  let folder: URL
  let media: MediaOptions
  let features: FeatureCacheOptions

  /// What is answered without each part.
  ///
  /// - Parameter known: the parts that the model may see and that the data have.
  func tables(
    without parts: [InputPart], of known: [InputPart]
  ) throws -> [InputPart: PredictionTable] {
    guard !parts.isEmpty else { return [:] }
    if let unknown = parts.first(where: { !known.contains($0) }) {
      throw ValidationError(
        "--retrain \(unknown.rawValue): the run sees no such part in this corpus; it sees "
          + known.map(\.rawValue).joined(separator: ", "))
    }
    let job = try RetrainingJob(media: media, features: features)
    var tables: [InputPart: PredictionTable] = [:]
    for part in parts {
      let own = RunFolder(folder.appendingPathComponent("without-\(part.rawValue)"))
      StandardError.write("training without \(part.rawValue): \(own.url.path)")
      tables[part] = try job.table(of: run) {
        try $0.testPredictions(on: corpus.map { $0.without(part) }, in: own)
      }
    }
    job.finish()
    return tables
  }
}
