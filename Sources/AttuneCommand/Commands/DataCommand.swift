import ArgumentParser

/// `attune data`: looks after a corpus.
struct DataCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "data",
    abstract: "Check a corpus and split it.",
    subcommands: [DataCheckCommand.self, DataSplitCommand.self])
}
