import ArgumentParser
import Attune
import AttuneCore
import AttuneCorpus
import AttuneExplanation
import AttuneMedia
import AttuneModels
import Foundation
import Torch

/// `attune explain`: why a run answered as it did.
struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Say which words, sounds, faces and modalities an answer comes from.",
    discussion: """
      Explains one conversation of a data set, or a clip. Writes explanation.html, a page that \
      needs nothing else, and explanation.json, explanation.txt and a picture of each sound's \
      evidence and each clip's attention into --out. A fusion's page explains all of its models; \
      their other files lie in a folder each.
      """)

  @Option(name: .customLong("run"), help: "A run folder, or the folder of a fusion.")
  var runFolder: String

  @Option(help: "The corpus of the conversation.")
  var data: String?

  @Option(help: "The conversation's id in prediction tables; its last turn is explained.")
  var conversation: String?

  @OptionGroup var clip: ClipOptions

  @Option(help: "The folder for the results.")
  var out: String

  @Option(help: "Places on the path of integrated gradients; more add up better.")
  var steps = 64

  @OptionGroup var device: DeviceOption

  @Flag(help: "Print JSON instead of text.")
  var json = false

  @OptionGroup var media: MediaOptions

  func validate() throws {
    guard (data != nil) != clip.isGiven else {
      throw ValidationError(
        "give either --data and --conversation, or a clip with --video, --audio or --text")
    }
    guard (data != nil) == (conversation != nil) else {
      throw ValidationError("--data and --conversation belong together")
    }
    guard steps >= 1 else { throw ValidationError("--steps wants 1 or more") }
  }

  func run() throws {
    let (conversation, turn) = try subject()
    let folder = URL(fileURLWithPath: runFolder)
    let fusion = FusionFolder(folder)
    let runs = fusion.isFusion ? try fusion.runs() : [folder]
    let results = URL(fileURLWithPath: out)
    var models: [IllustratedExplanation] = []
    for run in runs {
      let loaded = try LoadedRun(
        contentsOf: RunFolder(run), cache: try media.cache(), requiresMedia: media.requireMedia,
        device: device.value)
      var inputs = InputReport()
      let (explanation, example) = try Explainer(
        loaded, device: device.value, steps: steps
      ).explain(conversation, turn, report: &inputs)
      if let summary = inputs.summary { StandardError.write("note: \(loaded.name): \(summary)") }
      let model = try IllustratedExplanation(explanation, of: example)
      let namesakes = models.count { $0.explanation.model == loaded.name }
      let name = namesakes == 0 ? loaded.name : "\(loaded.name)-\(namesakes + 1)"
      try ExplanationFolder(runs.count > 1 ? results.appendingPathComponent(name) : results)
        .write(model)
      models.append(model)
    }
    let fused = try fusion.isFusion ? fusedAnswer(of: folder, to: conversation, turn) : nil
    try ExplanationFolder(results).write(ExplanationPage(models, fused: fused))
    if json {
      try JSONOutput.print(models.map(\.explanation))
    } else {
      print(models.map(\.explanation.text).joined(separator: "\n"), terminator: "")
    }
  }

  /// What the fusion of the explained models answers.
  private func fusedAnswer(
    of folder: URL, to conversation: Conversation, _ turn: Turn
  ) throws -> FusedAnswer {
    let recognizer = try Recognizer(
      contentsOf: folder, cache: try media.cache(), requiresMedia: media.requireMedia,
      device: device.value)
    let recognition = try recognizer.predict(conversation, turn)
    return FusedAnswer(
      model: recognizer.modelName, answer: recognition.emotion,
      probabilities: recognition.probabilities.mapValues(Double.init),
      isSure: recognition.isSure,
      contributions: recognition.modalities.compactMap { modality in
        recognition.contributions[modality.rawValue].map { (modality, Double($0)) }
      })
  }

  /// What is to be explained.
  private func subject() throws -> (Conversation, Turn) {
    guard let data, let key = conversation else { return try clip.conversation() }
    let corpus = try Corpus.load(URL(fileURLWithPath: data))
    let all = Split.allCases.flatMap(corpus.conversations) + corpus.unassigned
    guard let found = all.first(where: { $0.key == key }) else {
      throw FileError(
        URL(fileURLWithPath: data), "has no conversation '\(key)' among its \(all.count)")
    }
    guard let turn = found.turns.last else {
      throw FileError(URL(fileURLWithPath: data), "conversation '\(key)' has no turn")
    }
    return (found, turn)
  }
}
