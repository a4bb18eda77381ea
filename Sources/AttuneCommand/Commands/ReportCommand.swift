import ArgumentParser
import AttuneCore
import AttuneReport
import Foundation

/// `attune report`: a page about runs.
struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Make a self-contained page and a model card of runs and fusions.",
    discussion: """
      The page says which model to use, how sure that is and what it was allowed to see, and shows \
      scores, figures, the most confident errors with frames and sound, leaks, the data and the \
      commands to repeat it. It fetches nothing. Runs that a fusion names are read with it.
      """)

  @Argument(help: "Folders of runs and fusions.")
  var runs: [String]

  @Option(help: "The page to write.")
  var out: String

  @Option(help: "The model card to write, Markdown. Default: model-card.md beside the page.")
  var card: String?

  @Option(help: "The corpus. Default: the one that the runs were made on.")
  var data: String?

  @Option(help: "Which split is reported: train, validation or test.")
  var split: Split = .test

  @Option(help: "How many of the most confident errors are shown.")
  var errors = 8

  @Flag(help: "Leave out frames and sound: they are people's faces and voices.")
  var noMedia = false

  func validate() throws {
    guard !runs.isEmpty else { throw ValidationError("name one run folder or more") }
    guard errors >= 0 else { throw ValidationError("--errors wants 0 or more") }
  }

  func run() throws {
    let settings = ReportSettings(
      split: split, data: data.map { URL(fileURLWithPath: $0) }, numErrors: errors,
      showsMedia: !noMedia, command: ["attune"] + CommandLine.arguments.dropFirst())
    let report = try Report(of: runs.map { URL(fileURLWithPath: $0) }, settings: settings) {
      StandardError.write("report: \($0)")
    }
    let page = URL(fileURLWithPath: out)
    let cardFile =
      card.map { URL(fileURLWithPath: $0) }
      ?? page.deletingLastPathComponent().appendingPathComponent("model-card.md")
    try AtomicFile.write(Data(report.page.utf8), to: page)
    try AtomicFile.write(Data(report.card.utf8), to: cardFile)
    print(page.path)
    print(cardFile.path)
  }
}
