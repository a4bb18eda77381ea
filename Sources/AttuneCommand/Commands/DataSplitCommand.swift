import ArgumentParser
import AttuneCore
import AttuneCorpus
import Foundation

/// `attune data split`: writes the splits of a raw file.
struct DataSplitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "split",
    abstract: "Write train.json, val.json and test.json from one raw file.",
    discussion: """
      Splits as the reference does: labelled conversations by id, 60 % train, 20 % test, the rest \
      validation, by Python's shuffle with the seed. No id stands in two splits.
      """)

  @Argument(help: "A raw file, AvaMERG's train.json.")
  var file: String

  @Option(help: "The folder for the three files.")
  var out: String

  @Option(help: "What no two splits share: conversation or speaker.")
  var splitting: Corpus.Splitting = .conversation

  @Option(help: "Seed of the shuffle.")
  var seed: UInt32 = 42

  func run() throws {
    let counts = try CorpusSplitter.split(
      URL(fileURLWithPath: file), into: URL(fileURLWithPath: out), splitting: splitting, seed: seed)
    for split in Split.allCases { print("\(split.rawValue): \(counts[split] ?? 0) records") }
  }
}
