import ArgumentParser
import AttuneCore
import AttuneEvaluation
import Foundation

/// `attune evaluate`: scores prediction tables.
struct EvaluateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "evaluate",
    abstract: "Score prediction tables and draw their figures.",
    discussion: """
      Writes evaluation.json, evaluation.txt and figures (PNG, SVG) into --out. Several tables get a \
      folder each, and are compared in comparison.{png,svg}. Where validation and test tables of \
      one model are given, an alarm says if they score differently than chance allows. What \
      metadata alone would score is shown where another split's table is there to fit it on, the \
      train split's (with --run) or else the validation split's. A table of model 'text' is a \
      baseline of the others that have its rows.
      """)

  @Option(parsing: .upToNextOption, help: "A prediction table (JSON-lines, CSV, NPZ), or several.")
  var predictions: [String] = []

  @Option(
    name: .customLong("run"),
    help: "A run folder, whose validation and test predictions are scored.")
  var runFolder: String?

  @Option(
    parsing: .upToNextOption,
    help: "Tables of models to beat, as text-only or metadata-only: compared row by row.")
  var baseline: [String] = []

  @Option(help: "The folder for the results.")
  var out: String

  @OptionGroup var resampling: ResamplingOptions

  @OptionGroup var stress: StressOptions

  @Flag(help: "Print JSON instead of text.")
  var json = false

  func validate() throws {
    guard !predictions.isEmpty || runFolder != nil else {
      throw ValidationError("give --predictions or --run")
    }
    guard baseline.isEmpty || resampling.resamples > 0 else {
      throw ValidationError("--baseline needs --resamples above 0")
    }
    guard !stress.stress || (runFolder != nil && resampling.resamples > 0) else {
      throw ValidationError("--stress needs --run, and --resamples above 0")
    }
  }

  func run() throws {
    let tables = try files.map(PredictionTable.init(contentsOf:))
    let others = try baseline.map {
      try PredictionTable(contentsOf: URL(fileURLWithPath: $0))
    }
    let trained = try runFolder.map { run in
      try TrainingRows(of: URL(fileURLWithPath: run)).asModel(of: tables.last)
    }
    var evaluations: [Evaluation] = []
    for (index, table) in tables.enumerated() {
      let judged = try TableEvaluation(
        table, among: tables + (trained ?? []), baselines: others, resampling: resampling.settings)
      var folder = URL(fileURLWithPath: out)
      if tables.count > 1 {
        let name = table.model.replacingOccurrences(of: "/", with: "-")
        folder.appendPathComponent("\(index + 1)-\(name)")
      }
      try EvaluationFolder(folder).write(judged)
      evaluations.append(judged.evaluation)
    }
    let comparison = EvaluationComparison(evaluations)
    if evaluations.count > 1 {
      try Gnuplot().drawComparison(comparison, to: URL(fileURLWithPath: out))
    }
    if !json {
      for evaluation in evaluations { print(evaluation.text) }
      if evaluations.count > 1 { print(comparison.text) }
    }
    guard let runFolder, let settings = resampling.settings,
      let report = try stress.report(of: URL(fileURLWithPath: runFolder), settings)
    else {
      if json { try JSONOutput.print(evaluations) }
      return
    }
    try SensitivityFolder(URL(fileURLWithPath: out)).write(report)
    if json {
      try JSONOutput.print(Stressed(evaluations: evaluations, sensitivity: report))
    } else {
      print(report.text, terminator: "")
    }
  }

  /// What `--json` prints with `--stress`.
  private struct Stressed: Encodable {
    let evaluations: [Evaluation]
    let sensitivity: SensitivityReport
  }

  private var files: [URL] {
    let ofRun = runFolder.map { run in
      [Split.validation, .test].map {
        URL(fileURLWithPath: run).appendingPathComponent("predictions/\($0.rawValue).jsonl")
      }
    }
    // A corpus may lack one of the splits; where both tables are absent, reading them says so.
    let present = ofRun?.filter { FileManager.default.fileExists(atPath: $0.path) } ?? []
    return predictions.map { URL(fileURLWithPath: $0) } + (present.isEmpty ? ofRun ?? [] : present)
  }
}
