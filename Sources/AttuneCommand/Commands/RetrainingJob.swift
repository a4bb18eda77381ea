import ArgumentParser
import AttuneEvaluation
import AttuneModels
import AttuneTraining
import Foundation
import Torch

/// Trains configurations of runs again, one after the other, until a signal stops it.
struct RetrainingJob {
  let media: MediaOptions
  let features: FeatureCacheOptions
  private let signals: StopSignals

  /// From here on a signal is a request that training answers; ``finish()`` ends that.
  init(media: MediaOptions, features: FeatureCacheOptions) throws {
    try Torch.useDeterministicAlgorithms(true)
    (self.media, self.features, signals) = (media, features, StopSignals())
  }

  /// Trains a run again and predicts.
  ///
  /// - Parameter predict: gives `nil` where a signal stopped the training, which ends the command.
  func table(
    of run: URL, _ predict: (RetrainingRecipe) throws -> PredictionTable?
  ) throws -> PredictionTable {
    var log = TrainingLog()
    let recipe = RetrainingRecipe(
      base: RunFolder(run), cache: try media.cache(), featureCache: try features.cache(in: media),
      requiresMedia: media.requireMedia, stop: signals.request
    ) { log.show($0) }
    let table = try predict(recipe)
    log.finish()
    guard let table else {
      StandardError.write("stopped; saved: give the same command again to go on")
      throw ExitCode(128 + (signals.request.signal ?? SIGTERM))
    }
    return table
  }

  /// From now on there is no step to wait for: any signal ends the process.
  func finish() { StopSignals.endAtOnce() }
}
