import AttuneCore
import AttuneCorpus
import AttuneEvaluation
import AttuneMedia
import AttuneModels
import Foundation

/// Predicts the training conversations of a run by models that were not trained on them.
///
/// The run's configuration is trained once for each fold of its training conversations, one after
/// the other, on the other folds, with checkpoints chosen on the run's own validation split; each
/// model predicts the fold that it has not seen. A fold that is finished is kept, one that was
/// interrupted goes on, so a job that was stopped is given the same command again.
public struct OutOfFoldRecipe {
  private let corpus: Corpus
  private let base: RunFolder
  private let folder: URL
  private let numFolds: Int
  private let cache: MediaCache?
  private let featureCache: FeatureCache?
  private let requiresMedia: Bool
  private let stop: StopRequest
  private let observe: (TrainingEvent) -> Void

  /// Creates a recipe.
  ///
  /// - Parameters:
  ///   - corpus: the one that the run was trained on.
  ///   - base: the run.
  ///   - folder: gets a run folder for each fold, `fold-1` and so on.
  ///   - numFolds: 2 or more.
  public init(
    corpus: Corpus, base: RunFolder, folder: URL, numFolds: Int, cache: MediaCache?,
    featureCache: FeatureCache? = nil, requiresMedia: Bool = false,
    stop: StopRequest = StopRequest(),
    observe: @escaping (TrainingEvent) -> Void = { _ in }
  ) {
    self.corpus = corpus
    self.base = base
    self.folder = folder
    self.numFolds = numFolds
    self.cache = cache
    self.featureCache = featureCache
    self.requiresMedia = requiresMedia
    self.stop = stop
    self.observe = observe
  }

  /// Trains what is not trained yet, and predicts.
  ///
  /// - Returns: all labelled training turns, or `nil` where a signal stopped the training.
  /// - Throws: ``TrainingError`` if the run is none of this corpus, or a fold cannot be trained.
  public func predictions() throws -> PredictionTable? {
    let configuration = try RunFiles.configuration(of: base)
    var turns: [Split: [TurnReference]] = [:]
    for split in Split.allCases {
      turns[split] = TurnReference.last(
        of: corpus.conversations(in: split), classes: configuration.model.classes)
    }
    try RunFiles.check(DataFingerprint(corpus, turns), against: base)
    var joined: PredictionTable?
    for (index, part) in corpus.folds(numFolds).enumerated() {
      let run = RunFolder(folder.appendingPathComponent("fold-\(index + 1)"))
      guard let table = try table(of: run, on: part, configuration) else { return nil }
      for row in table.rows { joined?.rows.append(row) }
      joined = joined ?? table
    }
    joined?.split = .train
    joined?.numFolds = numFolds
    joined?.run = base.url.lastPathComponent
    return joined
  }

  /// What a fold's model says of its fold.
  private func table(
    of run: RunFolder, on part: Corpus, _ configuration: RunConfiguration
  ) throws -> PredictionTable? {
    let file = run.predictions.appendingPathComponent("test.jsonl")
    // The table is written last of all splits, whole or not at all.
    if !FileManager.default.fileExists(atPath: file.path) {
      let recipe = TrainingRecipe(
        corpus: part, run: run, cache: cache, featureCache: featureCache,
        requiresMedia: requiresMedia, stop: stop, observe: observe)
      let isStarted = FileManager.default.fileExists(atPath: run.configuration.path)
      let outcome = try isStarted ? recipe.resume() : recipe.start(configuration)
      guard case .finished = outcome else { return nil }
    }
    return try PredictionTable(contentsOf: file)
  }
}
