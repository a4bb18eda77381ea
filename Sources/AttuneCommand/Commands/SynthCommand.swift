import ArgumentParser
import AttuneSynthesis
import Foundation
import Synchronization

/// `attune synth`: makes a corpus of speaking faces.
struct SynthCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "synth",
    abstract: "Make a corpus: written dialogues, synthetic speech, drawn talking faces.",
    discussion: """
      The corpus has AvaMERG's raw layout. The same seed gives the same bytes. It is hard enough \
      that no single modality solves it; figures measured on it say that the software works, and \
      nothing about people.
      """)

  @Option(help: "The folder to make; it must not exist, or be empty.")
  var out: String

  @Option(help: "How many conversations, 1 to 99999.")
  var conversations = 60

  @Option(help: "Seed of everything random.")
  var seed: UInt64 = 42

  func run() throws {
    let bar = Mutex(ProgressBar(label: "synth"))
    let summary = try SyntheticCorpus.write(
      to: URL(fileURLWithPath: out), conversations: conversations, seed: seed
    ) { progress in
      bar.withLock {
        $0.update(completed: progress.conversationsDone, of: progress.numConversations)
      }
    }
    bar.withLock { $0.finish() }
    print(
      "\(out): \(summary.numConversations) conversations, \(summary.numUtterances) utterances, "
        + String(format: "%.1f min of speech and video", summary.durationSeconds / 60))
  }
}
