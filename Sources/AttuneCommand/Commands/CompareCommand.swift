import ArgumentParser
import AttuneEvaluation
import Foundation

/// `attune compare`: which model is better, and how sure that is.
struct CompareCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare",
    abstract: "Compare prediction tables of the same turns, row by row.",
    discussion: """
      Tables are joined by conversation and turn. Every pair gets McNemar's test and the differences \
      of accuracy, unweighted average recall and macro F1, with 95 % intervals over resampled \
      conversations; several pairs are corrected by Holm. With --first and --second, two recipes \
      are compared over their seeds, a table each.
      """)

  @Argument(help: "Two prediction tables or more.")
  var tables: [String] = []

  @Option(parsing: .upToNextOption, help: "The seeds of one recipe: two tables or more.")
  var first: [String] = []

  @Option(parsing: .upToNextOption, help: "The seeds of the other recipe: two tables or more.")
  var second: [String] = []

  @OptionGroup var resampling: ResamplingOptions

  @Flag(help: "Print JSON instead of text.")
  var json = false

  func validate() throws {
    if tables.isEmpty {
      guard first.count >= 2, second.count >= 2 else {
        throw ValidationError(
          "give two tables or more, or --first and --second with two tables or more each")
      }
    } else {
      guard first.isEmpty, second.isEmpty else {
        throw ValidationError("give either tables, or --first and --second")
      }
      guard tables.count >= 2 else { throw ValidationError("give two tables or more") }
    }
    guard resampling.resamples > 0 else {
      throw ValidationError("a comparison needs --resamples above 0")
    }
  }

  func run() throws {
    let settings = resampling.settings ?? Resampling()
    if tables.isEmpty {
      let (one, other) = (try read(first), try read(second))
      let names = Self.names(one.prefix(1) + other.prefix(1), [first[0], second[0]])
      let comparison = try SeedComparison(
        one, other, names: (first: names[0], second: names[1]), settings)
      try show(comparison, comparison.text)
    } else {
      let read = try read(tables)
      let comparison = try ModelComparison(read, names: Self.names(read, tables), settings)
      try show(comparison, comparison.text)
    }
  }

  private func read(_ paths: [String]) throws -> [PredictionTable] {
    try paths.map { try PredictionTable(contentsOf: URL(fileURLWithPath: $0)) }
  }

  /// The models' names, with their runs or paths where two are called alike.
  private static func names(
    _ tables: some Collection<PredictionTable>, _ paths: [String]
  ) -> [String] {
    let candidates = [
      tables.map(\.model), tables.map { $0.run.map { "\($0)" } ?? $0.model }, paths,
    ]
    return candidates.first { Set($0).count == $0.count } ?? paths
  }

  private func show(_ comparison: some Encodable, _ text: String) throws {
    if json { try JSONOutput.print(comparison) } else { print(text) }
  }
}
