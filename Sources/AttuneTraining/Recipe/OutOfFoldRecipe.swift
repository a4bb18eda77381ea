import AttuneCore
import AttuneCorpus
import AttuneEvaluation
import AttuneModels
import Foundation

/// Predicts the training conversations of a run by models that were not trained on them.
///
/// The run's configuration is trained once for each fold of its training conversations, one after
/// the other, on the other folds, with checkpoints chosen on the run's own validation split; each
/// model predicts the fold that it has not seen.
public struct OutOfFoldRecipe {
  private let corpus: Corpus
  private let retraining: RetrainingRecipe
  private let folder: URL
  private let numFolds: Int

  /// Creates a recipe.
  ///
  /// - Parameters:
  ///   - corpus: the one that the run was trained on.
  ///   - retraining: names the run.
  ///   - folder: gets a run folder for each fold, `fold-1` and so on.
  ///   - numFolds: 2 or more.
  public init(corpus: Corpus, retraining: RetrainingRecipe, folder: URL, numFolds: Int) {
    self.corpus = corpus
    self.retraining = retraining
    self.folder = folder
    self.numFolds = numFolds
  }

  /// Trains what is not trained yet, and predicts.
  ///
  /// - Returns: all labelled training turns, or `nil` where a signal stopped the training.
  /// - Throws: ``TrainingError`` if the run is none of this corpus, or a fold cannot be trained.
  public func predictions() throws -> PredictionTable? {
    let base = retraining.base
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
      guard let table = try retraining.testPredictions(on: part, in: run) else { return nil }
      for row in table.rows { joined?.rows.append(row) }
      joined = joined ?? table
    }
    joined?.split = .train
    joined?.numFolds = numFolds
    joined?.run = base.url.lastPathComponent
    return joined
  }
}
