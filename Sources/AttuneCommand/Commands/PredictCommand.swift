import ArgumentParser
import Attune
import AttuneCore
import AttuneCorpus
import AttuneEncoders
import AttuneEvaluation
import AttuneMedia
import AttuneModels
import Foundation
import Torch

extension Split: ExpressibleByArgument {}

/// `attune predict`: answers for a data set or for one clip.
struct PredictCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "predict",
    abstract: "Predict the emotions of a data set, or of one clip.",
    discussion: """
      With --data, writes a prediction table of one split. With --video, --audio or --text, answers \
      for one clip: the fused distribution and each model's own. Any part may be missing.
      """)

  @Option(name: .customLong("run"), help: "A run folder, or the folder of a fusion.")
  var runFolder: String

  @Option(help: "A corpus to predict.")
  var data: String?

  @Option(help: "Which split of the corpus: train, validation or test.")
  var split: Split = .test

  @Option(help: "The prediction table to write.")
  var out: String?

  @Flag(help: "Also write what the classifier's last layer reads, for attention fusion.")
  var hidden = false

  @OptionGroup var clip: ClipOptions

  @Option(
    help: ArgumentHelp(
      "A speech recogniser: its words are used where a clip has none.", valueName: "folder"))
  var transcriber: String?

  @Flag(help: "Print JSON.")
  var json = false

  @OptionGroup var device: DeviceOption

  @OptionGroup var media: MediaOptions

  func validate() throws {
    guard (data != nil) != clip.isGiven else {
      throw ValidationError("give either --data, or a clip with --video, --audio or --text")
    }
    guard (data != nil) == (out != nil) else {
      throw ValidationError("--data and --out belong together")
    }
  }

  func run() throws {
    let recognizer = try Recognizer(
      contentsOf: URL(fileURLWithPath: runFolder), cache: data == nil ? nil : try media.cache(),
      requiresMedia: media.requireMedia,
      transcriber: try transcriber.map {
        try Transcriber(contentsOf: EncoderLocator().folder(of: $0), device: device.value)
      }, keepsHidden: hidden, device: device.value)
    if let data, let out {
      try predict(corpus: data, with: recognizer, to: out)
    } else {
      try predictClip(with: recognizer)
    }
  }

  private func predictClip(with recognizer: Recognizer) throws {
    let (conversation, turn) = try clip.conversation()
    let recognition = try recognizer.predict(conversation, turn)
    if json {
      try JSONOutput.print(recognition)
    } else {
      print(RecognitionText.describe(recognition, classes: recognizer.classes))
    }
  }

  private func predict(corpus: String, with recognizer: Recognizer, to out: String) throws {
    let corpus = try Corpus.load(URL(fileURLWithPath: corpus))
    let conversations = corpus.conversations(in: split)
    var bar = ProgressBar(label: "predict")
    let (table, inputs) = try recognizer.predict(
      conversations, split: split, run: URL(fileURLWithPath: runFolder).lastPathComponent
    ) { bar.update(completed: $0, of: conversations.count) }
    bar.finish()
    try table.write(to: URL(fileURLWithPath: out))
    if let summary = inputs.summary { StandardError.write("note: \(summary)") }
    print("\(out): \(table.rows.count) predictions")
  }
}
