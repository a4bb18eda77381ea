import ArgumentParser
import AttuneCorpus
import AttuneEvaluation
import AttuneModels
import AttuneSensitivity
import AttuneTraining
import Foundation
import Torch

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
    try Torch.useDeterministicAlgorithms(true)
    let signals = StopSignals()
    var log = TrainingLog()
    let recipe = RetrainingRecipe(
      base: RunFolder(run), cache: try media.cache(), featureCache: try features.cache(in: media),
      requiresMedia: media.requireMedia, stop: signals.request
    ) { log.show($0) }
    var tables: [InputPart: PredictionTable] = [:]
    for part in parts {
      let own = RunFolder(folder.appendingPathComponent("without-\(part.rawValue)"))
      StandardError.write("training without \(part.rawValue): \(own.url.path)")
      let table = try recipe.testPredictions(on: corpus.map { $0.without(part) }, in: own)
      log.finish()
      guard let table else {
        StandardError.write("stopped; saved: give the same command again to go on")
        throw ExitCode(128 + (signals.request.signal ?? SIGTERM))
      }
      tables[part] = table
    }
    StopSignals.endAtOnce()
    return tables
  }
}
