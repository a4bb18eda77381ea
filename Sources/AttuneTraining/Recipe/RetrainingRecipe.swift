import AttuneCorpus
import AttuneEvaluation
import AttuneMedia
import AttuneModels
import Foundation

/// Trains the configuration of a run again on other data, to learn what the data made of it.
///
/// A run that is finished is kept, one that was interrupted goes on, so a job that was stopped is
/// given the same command again.
public struct RetrainingRecipe {
  /// The run whose configuration is trained.
  let base: RunFolder
  private let cache: MediaCache?
  private let featureCache: FeatureCache?
  private let requiresMedia: Bool
  private let stop: StopRequest
  private let observe: (TrainingEvent) -> Void

  /// Creates a recipe.
  public init(
    base: RunFolder, cache: MediaCache?, featureCache: FeatureCache? = nil,
    requiresMedia: Bool = false, stop: StopRequest = StopRequest(),
    observe: @escaping (TrainingEvent) -> Void = { _ in }
  ) {
    self.base = base
    self.cache = cache
    self.featureCache = featureCache
    self.requiresMedia = requiresMedia
    self.stop = stop
    self.observe = observe
  }

  /// What the configuration says of the test split of a corpus after training on it.
  ///
  /// - Parameter run: gets the run.
  /// - Returns: the table, or `nil` where a signal stopped the training.
  /// - Throws: ``TrainingError`` if it cannot be trained.
  public func testPredictions(on corpus: Corpus, in run: RunFolder) throws -> PredictionTable? {
    let file = run.predictions.appendingPathComponent("test.jsonl")
    // The table is written last of all splits, whole or not at all.
    if !FileManager.default.fileExists(atPath: file.path) {
      let recipe = TrainingRecipe(
        corpus: corpus, run: run, cache: cache, featureCache: featureCache,
        requiresMedia: requiresMedia, stop: stop, observe: observe)
      let isStarted = FileManager.default.fileExists(atPath: run.configuration.path)
      let outcome =
        try isStarted ? recipe.resume() : recipe.start(RunFiles.configuration(of: base))
      guard case .finished = outcome else { return nil }
    }
    return try PredictionTable(contentsOf: file)
  }
}
