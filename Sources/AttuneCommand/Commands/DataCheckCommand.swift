import ArgumentParser
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
      Counts records, labels and media, finds doubles between splits, and decodes every medium. \
      What is damaged, empty or silent goes into quarantine.json beside the data: training counts \
      it as missing and says so. Delete an entry, or the file, to take it back.
      """)

  @OptionGroup var source: CorpusArgument

  @Flag(help: "Print JSON.")
  var json = false

  @Flag(help: "Leave quarantine.json as it is.")
  var dryRun = false

  func run() throws {
    let corpus = try source.load()
    let bar = Mutex(ProgressBar(label: "media"))
    let report = CorpusAudit(corpus) { MediaProbe.inspect($0, $1) }.report { completed, total in
      bar.withLock { $0.update(completed: completed, of: total) }
    }
    bar.withLock { $0.finish() }
    let quarantine = report.quarantine(extending: corpus.quarantine)
    if json {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
      print(String(decoding: try encoder.encode(report), as: UTF8.self))
    } else {
      print(report.text)
    }
    guard !dryRun, quarantine != corpus.quarantine else { return }
    try quarantine.write(to: corpus.root)
    StandardError.write(
      "\(Quarantine.file(of: corpus.root).path): \(quarantine.media.count) media in quarantine")
  }
}
