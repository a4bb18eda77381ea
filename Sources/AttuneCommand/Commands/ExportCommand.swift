import ArgumentParser
import Attune
import AttuneCore
import AttuneCorpus
import AttuneModels
import Foundation

/// `attune export`: a trained model for PyTorch.
struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write a trained model for PyTorch: safetensors, configuration, tokenizer.",
    discussion: """
      The folder holds model.safetensors, config.json, tokenizer/ and a README.md that explains the \
      parameter paths. With --data, examples.safetensors holds turns of a corpus as the network gets \
      them, with its logits, so that a network written anew can be checked. Examples/pytorch shows one.
      """)

  @Option(name: .customLong("run"), help: "A run folder.")
  var runFolder: String

  @Option(help: "The folder to make; it must not exist, or be empty.")
  var out: String

  @Option(help: "A corpus to take examples from.")
  var data: String?

  @Option(help: "Which split of the corpus: train, validation or test.")
  var split: Split = .test

  @Option(help: "How many conversations to take as examples.")
  var examples = 8

  @Flag(help: "Print JSON.")
  var json = false

  func validate() throws {
    guard examples >= 1 else { throw ValidationError("--examples wants 1 or more") }
  }

  func run() throws {
    let folder = URL(fileURLWithPath: runFolder)
    let fusion = FusionFolder(folder)
    if fusion.isFusion {
      let runs = try fusion.runs().map(\.path).joined(separator: ", ")
      throw FileError(folder, "is a fusion and has no weights of its own; export its runs: \(runs)")
    }
    var export = try ModelExport(of: RunFolder(folder))
    if let data {
      let corpus = try Corpus.load(URL(fileURLWithPath: data))
      for conversation in corpus.conversations(in: split).prefix(examples) {
        if let turn = conversation.turns.last { try export.addExample(conversation, turn) }
      }
    }
    let summary = try export.write(to: URL(fileURLWithPath: out))
    if json {
      try JSONOutput.print(summary)
    } else {
      print(
        "\(out): \(summary.kind) model, \(summary.numbers) numbers, \(summary.examples) examples")
    }
  }
}
