import ArgumentParser
import AttuneEvaluation
import AttuneTraining
import Foundation

/// Whether and how runs are trained again, so that they predict their training conversations unseen.
struct OutOfFoldOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Train each run's configuration this many times, each time without a part of the training "
        + "conversations, and fit on what they predict of it.",
      discussion: "Finished parts are kept: give the same command again after an interruption.",
      valueName: "K"))
  var folds: Int?

  @OptionGroup var corpus: RunCorpusOptions

  @OptionGroup var media: MediaOptions

  @OptionGroup var features: FeatureCacheOptions

  func validate() throws {
    try corpus.require(for: "--folds", folds != nil)
    if let folds, !(2...100).contains(folds) {
      throw ValidationError("--folds is \(folds), but must be in 2...100")
    }
  }

  /// What each run's configuration predicts out of fold; empty without `--folds`.
  ///
  /// - Parameter folder: gets a folder for each run, with a run for each part and `train.jsonl`.
  func tables(of runs: [URL], in folder: URL) throws -> [PredictionTable] {
    guard let folds, let corpus = try corpus.load() else { return [] }
    let job = try RetrainingJob(media: media, features: features)
    var tables: [PredictionTable] = []
    for (index, run) in runs.enumerated() {
      let own = folder.appendingPathComponent("\(index + 1)-\(run.lastPathComponent)")
      StandardError.write("training \(run.lastPathComponent) in \(folds) parts: \(own.path)")
      let table = try job.table(of: run) { retraining in
        try OutOfFoldRecipe(
          corpus: corpus, retraining: retraining, folder: own, numFolds: folds
        ).predictions()
      }
      try table.write(to: own.appendingPathComponent("train.jsonl"))
      tables.append(table)
    }
    job.finish()
    return tables
  }
}
