import ArgumentParser
import Attune
import AttuneCore
import AttuneCorpus
import AttuneSensitivity
import Foundation
import Torch

/// `attune ablate`: what each input is worth to a run.
struct AblateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ablate",
    abstract: "Say what each modality and each field is worth to a run or a fusion.",
    discussion: """
      Predicts one split again and again with inputs changed: every subset of the modalities; each \
      modality and field taken from other conversations (swap test and permutation importance) and \
      taken away; with --stress, sounds, faces and words made worse by degrees. Nothing is trained. \
      Writes sensitivity.json and sensitivity.txt into --out.
      """)

  @Option(name: .customLong("run"), help: "A run folder, or the folder of a fusion.")
  var runFolder: String

  @OptionGroup var corpus: CorpusOptions

  @Option(help: "Which split of the corpus: train, validation or test.")
  var split: Split = .test

  @Option(help: "The folder for the results.")
  var out: String

  @Option(help: "How often each part is exchanged, with other donors each time.")
  var repetitions = 3

  @Flag(help: "Also draw robustness curves: noise, lost frames, lost words.")
  var stress = false

  @Option(help: "The seed of donors, noise and losses.")
  var seed = 42

  @Option(help: "Where the models run: cpu, cuda or cuda:1.")
  var device = "cpu"

  @OptionGroup var media: MediaOptions

  @Flag(help: "Print JSON instead of text.")
  var json = false

  func validate() throws {
    guard repetitions >= 1 else { throw ValidationError("--repetitions wants 1 or more") }
    guard Device(device) != nil else {
      throw ValidationError("--device wants cpu, cuda or cuda:1, not '\(device)'")
    }
  }

  func run() throws {
    let folder = URL(fileURLWithPath: runFolder)
    let recognizer = try Recognizer(
      contentsOf: folder, cache: try media.cache(), requiresMedia: media.requireMedia,
      device: Device(device) ?? .cpu)
    let study = SensitivityStudy(
      recognizer, conversations: try corpus.load().conversations(in: split), split: split,
      run: folder.lastPathComponent, seed: seed
    ) { StandardError.write("predicting: \($0)") }
    let report = try study.answer(
      stress ? [.modalities, .exchanges, .stress] : [.modalities, .exchanges],
      repetitions: repetitions)
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    let data = try encoder.encode(report)
    let results = URL(fileURLWithPath: out)
    try AtomicFile.write(data, to: results.appendingPathComponent("sensitivity.json"))
    try AtomicFile.write(
      Data(report.text.utf8), to: results.appendingPathComponent("sensitivity.txt"))
    print(json ? String(decoding: data, as: UTF8.self) : report.text, terminator: json ? "\n" : "")
  }
}
