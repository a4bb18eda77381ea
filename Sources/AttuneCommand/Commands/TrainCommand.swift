import ArgumentParser
import AttuneCore
import AttuneCorpus
import AttuneEvaluation
import AttuneMedia
import AttuneModels
import AttuneTraining
import Foundation
import Torch

extension ModelConfiguration.Kind: ExpressibleByArgument {}
extension ModelConfiguration.Preset: ExpressibleByArgument {}

/// `attune train`: trains one early-fusion model.
struct TrainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "train",
    abstract: "Train an early-fusion model: audio or video, with text and metadata.",
    discussion: """
      Writes a run folder: run.yaml, vocabulary.json, environment.json, checkpoints, metrics.jsonl, \
      predictions and evaluations of every split. SIGINT and SIGTERM save and stop after the \
      current step; --resume goes on from there, or from the last checkpoint after a crash, and \
      ends with the same weights as a run that was never stopped.
      """)

  @Argument(help: "Which model: audio (A) or video (B).")
  var kind: ModelConfiguration.Kind

  @OptionGroup var source: CorpusOptions

  @Option(help: "The run folder to make.")
  var out: String

  @Option(help: "Sizes and recipe: small, reference or baseline.")
  var preset: ModelConfiguration.Preset?

  @Option(help: "A YAML file with any of the keys of run.yaml.")
  var config: String?

  @Option(
    name: .customLong("set"),
    help: ArgumentHelp(
      "One key of the configuration, as training.epochs=2.",
      discussion: "With --resume only keys that change no result, as training.data_workers=4.",
      valueName: "key=value"))
  var overrides: [String] = []

  @Flag(help: "Go on with the run in --out, with its own configuration.")
  var resume = false

  @OptionGroup var media: MediaOptions

  func validate() throws {
    if resume, preset != nil || config != nil {
      throw ValidationError(
        "--resume goes on with the run's own configuration; leave out --preset and --config")
    }
  }

  func run() throws {
    let signals = StopSignals()
    let corpus = try source.load()
    try Torch.useDeterministicAlgorithms(true)
    var log = TrainingLog()
    let recipe = TrainingRecipe(
      corpus: corpus, run: RunFolder(URL(fileURLWithPath: out)), cache: try media.cache(),
      requiresMedia: media.requireMedia, stop: signals.request
    ) { log.show($0) }
    let outcome =
      resume
      ? try recipe.resume(overrides: overrides)
      : try recipe.start(
        try RunConfiguration.resolve(
          kind: kind, preset: preset, file: config.map(URL.init(fileURLWithPath:)),
          overrides: overrides))
    log.finish()
    switch outcome {
    case .stopped(let signal, let epoch, let step):
      StandardError.write(
        "stopped in epoch \(epoch) after step \(step); saved: add --resume to go on")
      throw ExitCode(128 + signal)
    case .finished(let finished):
      print("\(out): best epoch \(finished.bestEpoch) of \(finished.epochs)")
      for split in Split.allCases {
        guard let evaluation = finished.evaluations[split] else { continue }
        print(
          String(
            format: "%@ accuracy %.4f  macro-F1 %.4f  UAR %.4f  (%d turns)",
            split.rawValue.padding(toLength: 10, withPad: " ", startingAt: 0),
            evaluation.scores.accuracy, evaluation.scores.macroF1,
            evaluation.scores.unweightedAverageRecall, evaluation.numRows))
      }
    }
  }
}
