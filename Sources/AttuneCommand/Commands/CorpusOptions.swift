import ArgumentParser
import AttuneCorpus
import Foundation

extension Corpus.Splitting: ExpressibleByArgument {}

/// Which corpus, and how it is split.
struct CorpusOptions: ParsableArguments {
  @Option(help: "The corpus: a folder in AvaMERG's raw or the reference layout, or one JSON file.")
  var data: String

  @OptionGroup var splitting: SplittingOption

  func load() throws -> Corpus { try splitting.load(data) }
}

/// The corpus that runs were made on, where only one of a command's options needs it.
struct RunCorpusOptions: ParsableArguments {
  @Option(help: "The corpus that the runs were made on, for what predicts or trains again.")
  var data: String?

  @OptionGroup var splitting: SplittingOption

  /// Checks that the corpus is given just where it is needed.
  func require(for option: String, _ isGiven: Bool) throws {
    guard isGiven == (data != nil) else {
      throw ValidationError("\(option) and --data belong together")
    }
  }

  /// `nil` without `--data`.
  func load() throws -> Corpus? { try data.map(splitting.load) }
}

/// How a corpus is split that names no splits.
struct SplittingOption: ParsableArguments {
  @Option(help: "What no two splits share where the data name no splits: conversation or speaker.")
  var splitting: Corpus.Splitting = .conversation

  func load(_ data: String) throws -> Corpus {
    try Corpus.load(URL(fileURLWithPath: data), splitting: splitting)
  }
}

/// The corpus as an argument, where it is what a command is about.
struct CorpusArgument: ParsableArguments {
  @Argument(help: "The corpus: a folder in AvaMERG's raw or the reference layout, or a JSON file.")
  var data: String

  func load() throws -> Corpus {
    // A check is there to find ids in two splits, not to stop at the first.
    try Corpus.load(URL(fileURLWithPath: data), shared: .listed)
  }
}
