import ArgumentParser
import AttuneCore
import AttuneCorpus
import AttuneMedia
import Foundation
import Synchronization

/// `attune data check`: what is in a corpus and what is wrong with it.
struct DataCheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Look a corpus through and quarantine what is broken.",
    discussion: """
      Counts records, labels and media, and decodes every medium. What is damaged, empty or silent \
      goes into quarantine.json beside the data: training counts it as missing and says so. Delete \
      an entry, or the file, to take it back.

      Then looks for what leaks: conversations, speakers and texts that two splits share, fields \
      that tell the label, texts that name it. What the inputs leave out is no more than a note.
      """)

  @OptionGroup var source: CorpusArgument

  @Option(help: "What a model may see: honest or reference.")
  var inputs: InputPreset = .honest

  @Flag(help: "Fail with status 1 if anything leaks.")
  var strict = false

  @Flag(help: "Print JSON.")
  var json = false

  @Flag(help: "Leave quarantine.json as it is.")
  var dryRun = false

  func run() throws {
    let corpus = try source.load()
    let bar = Mutex(ProgressBar(label: "media"))
    let audit = CorpusAudit(corpus, inputs: inputs.policy) { MediaProbe.inspect($0, $1) }
    let report = audit.report { completed, total in
      bar.withLock { $0.update(completed: completed, of: total) }
    }
    bar.withLock { $0.finish() }
    let quarantine = report.quarantine(extending: corpus.quarantine)
    if json {
      try JSONOutput.print(report)
    } else {
      print(report.text(coloured: isatty(STDOUT_FILENO) == 1))
    }
    if !dryRun, quarantine != corpus.quarantine {
      try quarantine.write(to: corpus.root)
      StandardError.write(
        "\(Quarantine.file(of: corpus.root).path): \(quarantine.media.count) media in quarantine")
    }
    if strict { try report.leaks.requireNoLeak(in: source.data) }
  }
}

/// An input policy by its name.
enum InputPreset: String, CaseIterable, ExpressibleByArgument {
  case honest, reference

  var policy: InputPolicy {
    switch self {
    case .honest: .honest
    case .reference: .reference
    }
  }
}
