import ArgumentParser
import Attune
import AttuneCore
import AttuneEvaluation
import AttuneFusion
import Foundation

/// `attune fuse`: combines the predictions of several models.
struct FuseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fuse",
    abstract: "Fuse the predictions of two or more models.",
    discussion: """
      A strategy is fitted on the validation split, or on what was predicted out of fold, never on \
      what a model was trained on. 'all' fits every strategy, prints them side by side and takes \
      the one that is best on conversations that it has not learned from; the test split is shown \
      and never chooses. Writes fusion.json, prediction tables, evaluations, comparison.json, \
      fusion_comparison.{png,svg}, diversity.json and risk_coverage.json, and with 'all' a folder for each strategy in \
      'strategies'. The folder of a fusion of runs serves 'attune predict' as a run does.
      """)

  @Option(parsing: .upToNextOption, help: "Run folders: their validation and test predictions.")
  var runs: [String] = []

  @Option(
    parsing: .upToNextOption,
    help: "Prediction tables (JSON-lines, CSV, NPZ) of any split, made by any system.")
  var tables: [String] = []

  @Option(help: "The folder to make.")
  var out: String

  @Option(help: "What is computed; docs/fusion.md has the formulas.")
  var strategy: StrategyChoice = .one(.weighted)

  @Option(
    help: ArgumentHelp(
      "How each model is calibrated first.",
      discussion: "Default: temperature where a strategy compares how sure models are, else none."))
  var calibrate: CalibrationMethod?

  @Option(help: "The figure by which 'all' chooses.")
  var metric: StrategyMetric = .macroF1

  @Option(help: "Into how many parts conversations are dealt to judge strategies.")
  var judgeFolds = 5

  @OptionGroup var folds: OutOfFoldOptions

  @Flag(help: "Fit also on rows that a model was trained on; fusion.json says so.")
  var allowTrain = false

  @Option(help: "Answers less probable than this are 'not sure', 0…1.")
  var rejectBelow: Double?

  @Option(
    help: "'Not sure' where it takes that for the other answers to be wrong at most so often.")
  var targetRisk: Double?

  @Flag(help: "Print the comparison as JSON.")
  var json = false

  func validate() throws {
    guard runs.count >= 2 || tables.count >= 2 || runs.count + tables.count >= 2 else {
      throw ValidationError("--runs and --tables want two or more together")
    }
    guard folds.folds == nil || !runs.isEmpty else {
      throw ValidationError("--folds trains the configurations of --runs; name those")
    }
    guard (2...100).contains(judgeFolds) else {
      throw ValidationError("--judge-folds is \(judgeFolds), but must be in 2...100")
    }
    for (name, value) in [("--reject-below", rejectBelow), ("--target-risk", targetRisk)] {
      guard let value, !(0...1).contains(value) else { continue }
      throw ValidationError("\(name) is \(value), but must be in 0...1")
    }
    guard rejectBelow == nil || targetRisk == nil else {
      throw ValidationError("give either --reject-below or --target-risk")
    }
  }

  func run() throws {
    let folders = runs.map { URL(fileURLWithPath: $0) }
    let writer = FusionWriter(folder: FusionFolder(URL(fileURLWithPath: out)), runs: folders)
    let sources = try FusionSources(
      runs: folders, tables: tables.map { URL(fileURLWithPath: $0) },
      outOfFold: folds.tables(of: folders, in: writer.folder.url.appendingPathComponent("folds")))
    if case .one(let strategy) = strategy, sources.fitting?.hasLabels != true, !strategy.isFitted {
      return try fuseUnjudged(strategy, sources, writer)
    }
    guard let fitting = sources.fitting else {
      throw FusionError.noStrategy(
        "there are only tables of the test split, which nothing is fitted on or chosen by")
    }
    let (comparison, candidates) = try StrategyComparison.score(
      strategy.strategies, fitting: fitting.tables, test: sources.test?.tables ?? [],
      terms: .init(
        calibration: calibrate, allowsTrain: allowTrain, metric: metric, numFolds: judgeFolds),
      isPartial: strategy.strategies.count > 1
    ) { StandardError.write("fitting \($0.rawValue)") }
    guard let best = candidates[comparison.best] else { return }
    var fusion = best.fusion
    let curves = try [best.judged, best.test].compactMap { try $0.map(RiskCoverageCurve.init) }
    var notes: [String] = []
    if let rejection = targetRisk.map(Rejection.risk) ?? rejectBelow.map(Rejection.below) {
      let threshold = try rejection.threshold(curves[0])
      fusion.rejectsBelow = threshold
      notes += zip(curves, [fitting.title, "test"]).map {
        Rejection.note($0, threshold: threshold, part: $1)
      }
    }
    if let count = comparison.numSharedConversations, count > 0 {
      notes.append("\(count) conversations of the test split are fitted too, in other turns")
    }
    let diversity = try ErrorDiversity(fitting.tables)
    notes += fusion.notes + (try writer.write(fusion, of: sources, draws: true))
    if fusion.fittedOn?.isTrainedOn == true {
      notes.append("fitted on rows that a model was trained on: its figures flatter it")
    }
    try writer.write(comparison, as: "comparison.json")
    try Gnuplot().draw(comparison.figure(fitted: fitting.title), to: writer.folder.url)
    try writer.write(diversity, as: "diversity.json")
    try writer.write(curves.map { $0.thinned(to: 500) }, as: "risk_coverage.json")
    if strategy.strategies.count > 1 {
      for (strategy, candidate) in candidates {
        let folder = writer.folder.strategy(strategy)
        try FusionWriter(folder: folder, runs: folders)
          .write(candidate.fusion, of: sources, draws: false)
      }
    }
    for note in notes { StandardError.write("note: \(note)") }
    if json {
      try JSONOutput.print(Report(comparison: comparison, diversity: diversity))
    } else {
      print(comparison.text(fitted: fitting.title))
      print(diversity.text, terminator: "")
    }
  }

  /// Without labels that may be looked at, a strategy that learns nothing fuses the rows all the same.
  private func fuseUnjudged(
    _ strategy: LateFusion, _ sources: FusionSources, _ writer: FusionWriter
  ) throws {
    guard let tables = sources.parts.first?.tables else { return }
    if targetRisk != nil { throw RejectionError.nothingToFit }
    var fusion = try strategy.fitted(on: tables, calibration: CalibrationMethod.none)
    fusion.rejectsBelow = rejectBelow
    var notes = try writer.write(fusion, of: sources, draws: true)
    if calibrate ?? strategy.usualCalibration != .none {
      notes.append("not calibrated: nothing to fit on")
    }
    for note in notes { StandardError.write("note: \(note)") }
    let evaluated = sources.parts.filter(\.hasLabels)
    let rest =
      evaluated.isEmpty ? "" : "; \(evaluated.map(\.title).joined(separator: ", ")) evaluated"
    print("\(out): \(fusion.name), not judged: no labels of the validation split\(rest)")
  }

  /// What `--json` prints.
  private struct Report: Encodable {
    let comparison: StrategyComparison
    let diversity: ErrorDiversity
  }
}
