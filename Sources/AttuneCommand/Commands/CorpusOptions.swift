import ArgumentParser
import AttuneCorpus
import Foundation

extension Corpus.Splitting: ExpressibleByArgument {}

/// Which corpus, and how it is split.
struct CorpusOptions: ParsableArguments {
  @Option(help: "The corpus: a folder in AvaMERG's raw or the reference layout, or one JSON file.")
  var data: String

  @Option(help: "What no two splits share where the data name no splits: conversation or speaker.")
  var splitting: Corpus.Splitting = .conversation

  func load() throws -> Corpus {
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
