import ArgumentParser
import Attune
import AttuneCore
import AttuneCorpus
import AttuneEvaluation
import AttuneSensitivity
import Foundation

/// `attune ablate`: what each input is worth to a run.
struct AblateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ablate",
    abstract: "Say what each modality and each field is worth to a run or a fusion.",
    discussion: """
      Predicts one split again and again with inputs changed: every subset of the modalities; each \
      modality and field taken from other conversations (swap test and permutation importance) and \
      taken away. Nothing is trained but what --retrain asks for. Parts that the leak audit finds \
      to tell the label by themselves are marked with '!'. Writes sensitivity.json, sensitivity.txt \
      and ablation.{png,svg} into --out.
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

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp(
      "Also train the run's configuration again without each of these parts.",
      discussion: """
        The runs lie in 'without-PART' in --out. Finished ones are kept: give the same command \
        again after an interruption.
        """, valueName: "part"))
  var retrain: [InputPart] = []

  @Option(help: "The seed of donors and resamples.")
  var seed = 42

  @OptionGroup var device: DeviceOption

  @OptionGroup var media: MediaOptions

  @OptionGroup var features: FeatureCacheOptions

  @Flag(help: "Print JSON instead of text.")
  var json = false

  func validate() throws {
    guard repetitions >= 1 else { throw ValidationError("--repetitions wants 1 or more") }
    guard retrain.isEmpty || split == .test else {
      throw ValidationError("--retrain judges by the test split; leave out --split")
    }
  }

  func run() throws {
    let folder = URL(fileURLWithPath: runFolder)
    let results = URL(fileURLWithPath: out)
    let data = try corpus.load()
    let recognizer = try Recognizer(
      contentsOf: folder, cache: try media.cache(), requiresMedia: media.requireMedia,
      device: device.value)
    let study = SensitivityStudy(
      recognizer, conversations: data.conversations(in: split), split: split,
      run: folder.lastPathComponent, seed: seed, resampling: Resampling(seed: seed)
    ) { StandardError.write("predicting: \($0)") }
    let retraining = AblationRetraining(
      run: folder, corpus: data, folder: results, media: media, features: features)
    let retrained = try retraining.tables(without: retrain, of: study.parts)
    var report = try study.answer(
      [.modalities, .exchanges], repetitions: repetitions, retrained: retrained)
    report.leaks = leaks(in: data, of: recognizer, among: study.parts)
    try SensitivityFolder(results).write(report)
    if json {
      try JSONOutput.print(report)
    } else {
      print(StandardOutput.marked(report.text), terminator: "")
    }
  }

  /// The parts that tell the label by themselves, as the leak audit sees it.
  private func leaks(
    in corpus: Corpus, of recognizer: Recognizer, among parts: [InputPart]
  ) -> [SensitivityReport.Leak] {
    var found: [SensitivityReport.Leak] = []
    for policy in recognizer.inputPolicies {
      for finding in LeakAudit(corpus, inputs: policy).report().findings(.leak) {
        guard finding.kind == .tellingField, let field = finding.field,
          let part = InputPart(field), parts.contains(part),
          !found.contains(where: { $0.message == finding.message })
        else { continue }
        found.append(.init(part: part, message: finding.message))
      }
    }
    return found
  }
}

extension InputPart: ExpressibleByArgument {}

extension InputPart {
  /// The part that a field of the corpus goes into; `nil` for what no part holds alone.
  fileprivate init?(_ field: CorpusField) {
    switch field {
    case .context: self = .context
    case .utterance, .speakerHistory, .listenerHistory: self = .dialogue
    case .response: self = .response
    case .topic: self = .topic
    case .eventScenario: self = .eventScenario
    case .emotionCause: self = .emotionCause
    case .goalToResponse: self = .goalToResponse
    case .speakerAge, .listenerAge: self = .age
    case .speakerGender, .listenerGender: self = .gender
    case .speakerTimbre, .listenerTimbre: self = .timbre
    case .speakerProfileID, .listenerProfileID: self = .profileID
    case .audioSampleRate, .audioSeconds: self = .audio
    case .videoSeconds: self = .video
    case .conversationID, .audioPath, .audioBytes, .videoPath, .videoBytes: return nil
    }
  }
}
