import ArgumentParser
import AttuneEvaluation
import Foundation

/// `attune evaluate`: scores prediction tables.
struct EvaluateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "evaluate",
    abstract: "Score prediction tables and draw their figures.",
    discussion: """
      Writes evaluation.json, evaluation.txt, confusion_matrix.{png,svg} and per_class.{png,svg} \
      into --out. Several tables get a folder each, and are compared in \
      comparison.{png,svg}.
      """)

  @Option(parsing: .upToNextOption, help: "A prediction table (JSON-lines), or several.")
  var predictions: [String]

  @Option(help: "The folder for the results.")
  var out: String

  @OptionGroup var resampling: ResamplingOptions

  @Flag(help: "Print JSON instead of text.")
  var json = false

  func run() throws {
    let tables = try predictions.map { try PredictionTable(contentsOf: URL(fileURLWithPath: $0)) }
    let evaluations = try tables.enumerated().map { index, table in
      var folder = URL(fileURLWithPath: out)
      if tables.count > 1 {
        let name = table.model.replacingOccurrences(of: "/", with: "-")
        folder.appendPathComponent("\(index + 1)-\(name)")
      }
      return try EvaluationFolder(folder).write(table, resampling: resampling.settings)
        .evaluation
    }
    let comparison = EvaluationComparison(evaluations)
    if evaluations.count > 1 {
      try Gnuplot().drawComparison(comparison, to: URL(fileURLWithPath: out))
    }
    if json {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
      print(String(decoding: try encoder.encode(evaluations), as: UTF8.self))
    } else {
      for evaluation in evaluations { print(evaluation.text) }
      if evaluations.count > 1 { print(comparison.text) }
    }
  }
}
