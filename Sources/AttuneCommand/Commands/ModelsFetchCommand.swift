import ArgumentParser
import Foundation
import ModelHub

/// `attune models fetch`: brings pretrained encoders from the model hub.
struct ModelsFetchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fetch",
    abstract: "Fetch encoders from the model hub: configuration, tokenizer and weights.",
    discussion: """
      They go into the cache of the hub's own tools (HF_HUB_CACHE, HF_HOME), where configurations \
      find them by name and where a model that is there already is not fetched again. A fetch that \
      was stopped goes on where it was. Sizes and checksums are compared with the hub's. HF_TOKEN \
      opens private and gated models, HF_ENDPOINT names another hub, HTTPS_PROXY a proxy.
      """)

  @Argument(help: "Names on the hub, as bert-base-uncased or facebook/wav2vec2-base.")
  var names: [String]

  @Option(
    name: .customLong("to"),
    help: ArgumentHelp(
      "Make plain folders below this one instead, as models/wav2vec2-base.", valueName: "folder"))
  var folder: String?

  @Option(help: "A branch, a tag or a commit.")
  var revision = "main"

  @Flag(help: "Print JSON.")
  var json = false

  private var destination: FetchDestination {
    folder.map { .folders(below: URL(fileURLWithPath: $0)) } ?? .cache
  }

  func validate() throws {
    do {
      try destination.check(names.map { try ModelName($0) })
    } catch let error as HubError {
      throw ValidationError(error.description)
    }
  }

  func run() throws {
    let models = try names.map { try ModelName($0) }
    let fetcher = ModelFetcher(try HubSettings())
    var fetched: [FetchedModel] = []
    for model in models {
      let log = FetchLog(model)
      defer { log.finish() }
      let result = try fetcher.fetch(model, revision: revision, to: destination) { log.show($0) }
      log.finish()
      fetched.append(result)
      if !json { print(FetchLog.summary(result)) }
    }
    if json {
      try JSONOutput.print(fetched)
    }
  }
}
