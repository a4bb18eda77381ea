import ArgumentParser
import Attune
import AttuneCore
import AttuneEvaluation
import AttuneFusion
import AttuneModels
import Foundation

extension LateFusion: ExpressibleByArgument {}

/// `attune fuse`: combines the predictions of several runs.
struct FuseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fuse",
    abstract: "Fuse the predictions of two or more runs.",
    discussion: """
      A fitted strategy is fitted on the runs' validation predictions, never on what the models were \
      trained on. Writes fusion.json, prediction tables and evaluations of the validation and test \
      splits, and prints each model beside the fusion. The folder serves 'attune predict' as a run \
      does.
      """)

  @Option(parsing: .upToNextOption, help: "The run folders.")
  var runs: [String]

  @Option(help: "The folder to make.")
  var out: String

  @Option(help: "average: mean of the probabilities; weighted: one weight a model, fitted.")
  var strategy: LateFusion = .weighted

  @Flag(help: "Print the evaluations as JSON.")
  var json = false

  func validate() throws {
    guard runs.count >= 2 else { throw ValidationError("--runs wants two or more run folders") }
  }

  func run() throws {
    let folders = runs.map { URL(fileURLWithPath: $0) }
    let folder = FusionFolder(URL(fileURLWithPath: out))
    let fitted = try strategy.fitted(on: tables(.validation, of: folders))
    try fitted.write(to: folder.fusion)
    try folder.write(runs: folders)
    var comparison: [Evaluation] = []
    for split in [Split.validation, .test] {
      let tables = try tables(split, of: folders)
      guard tables.allSatisfy({ !$0.rows.isEmpty }) else { continue }
      let fused = try fitted.fuse(tables)
      for (model, count) in fused.numMissing.sorted(by: { $0.key < $1.key }) where count > 0 {
        StandardError.write("note: \(split.rawValue): \(count) rows without model \(model)")
      }
      try fused.table.write(
        to: folder.predictions.appendingPathComponent("\(split.rawValue).jsonl"))
      let evaluation = try EvaluationFolder(
        folder.evaluation.appendingPathComponent(split.rawValue)
      ).write(fused.table).evaluation
      comparison = try tables.map { try Evaluation($0) } + [evaluation]
    }
    for (model, weight) in zip(fitted.models, fitted.weights) {
      StandardError.write(String(format: "weight of %@: %.3f", model, weight))
    }
    if json {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
      print(String(decoding: try encoder.encode(comparison), as: UTF8.self))
    } else {
      print(EvaluationComparison(comparison).text)
    }
  }

  private func tables(_ split: Split, of folders: [URL]) throws -> [PredictionTable] {
    try folders.map { folder in
      let url = RunFolder(folder).predictions.appendingPathComponent("\(split.rawValue).jsonl")
      return try PredictionTable(contentsOf: url)
    }
  }
}
