import ArgumentParser

/// `attune models`: looks after pretrained encoders.
struct ModelsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "models",
    abstract: "Fetch pretrained encoders.",
    subcommands: [ModelsFetchCommand.self])
}
