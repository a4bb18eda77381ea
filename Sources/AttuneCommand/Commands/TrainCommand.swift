import ArgumentParser
import AttuneCore
import AttuneCorpus
import AttuneEvaluation
import AttuneMedia
import AttuneModels
import AttuneTraining
import Foundation
import Torch
import TorchDistributed

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
      ends with the same weights as a run that was never stopped. Started by 'attune launch' or \
      torchrun it is one of several processes; started again by them, it resumes by itself.
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

  @Option(help: "Seconds to wait for a process of the same job that hangs.")
  var peerTimeout = 600

  @OptionGroup var media: MediaOptions

  @OptionGroup var features: FeatureCacheOptions

  func validate() throws {
    guard peerTimeout >= 1 else {
      throw ValidationError("--peer-timeout \(peerTimeout): give at least 1 second")
    }
    if resume, preset != nil || config != nil {
      throw ValidationError(
        "--resume goes on with the run's own configuration; leave out --preset and --config")
    }
  }

  /// The configuration of a new run.
  ///
  /// - Parameter note: told one line about each key that was changed and has no effect.
  /// - Throws: `ConfigurationError` naming the key.
  func requestedConfiguration(note: (String) -> Void = { _ in }) throws -> RunConfiguration {
    try RunConfiguration.resolve(
      kind: kind, preset: preset, file: config.map(URL.init(fileURLWithPath:)),
      overrides: overrides, note: note)
  }

  func run() throws {
    let launch = try LaunchEnvironment()
    let signals = StopSignals(isQuiet: launch.map { $0.rank > 0 } ?? false)
    let corpus = try source.load()
    try Torch.useDeterministicAlgorithms(true)
    let run = RunFolder(URL(fileURLWithPath: out))
    let job = try JobMembership(launch, timeout: peerTimeout)
    // Of a job that is started again, the overrides are those that the run was started with.
    let goesOn = try job.goesOn(with: run)
    var log = TrainingLog()
    let recipe = TrainingRecipe(
      corpus: corpus, run: run, cache: try media.cache(),
      featureCache: try features.cache(in: media), requiresMedia: media.requireMedia,
      stop: signals.request, group: job.group
    ) { log.show($0) }
    let outcome: TrainingOutcome
    do {
      outcome =
        try resume || goesOn
        ? recipe.resume(overrides: resume ? overrides : [])
        : recipe.start(
          requestedConfiguration { if job.group.isFirst { StandardError.write("note: \($0)") } })
    } catch let error as TorchError where error.code == .connectionLost {
      // A launcher that ends the job sends the signal to all: there is nothing to complain of.
      if let signal = signals.request.signal { throw ExitCode(128 + signal) }
      throw error
    }
    log.finish()
    switch outcome {
    case .stopped(let signal, let epoch, let step):
      if job.group.isFirst {
        StandardError.write(
          "stopped in epoch \(epoch) after step \(step); saved: add --resume to go on")
      }
      throw ExitCode(128 + signal)
    case .finished(let finished):
      guard job.group.isFirst else { return }
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
