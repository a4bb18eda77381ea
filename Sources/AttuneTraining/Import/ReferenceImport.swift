import AttuneCore
import AttuneCorpus
import AttuneEncoders
import AttuneMedia
import AttuneModels
import AttuneText
import Foundation
import TorchNN

/// Makes a run folder of a checkpoint of the reference system.
public enum ReferenceImport {
  /// Reads a checkpoint and writes a run that predicts, is evaluated and is fused as any other.
  ///
  /// - Parameters:
  ///   - checkpoint: the `.pth` file.
  ///   - configuration: sizes and policies, see ``configuration(kind:file:overrides:)``.
  ///   - corpus: the data that it was trained on; the vocabularies come from the training split.
  ///   - run: the folder to make.
  ///   - locator: finds the tokenizer.
  /// - Returns: what was read, and what is not as it was; it also stands in `import.json`.
  /// - Throws: ``TrainingError/runExists(_:)``, `ReferenceCheckpointError` for another model or
  ///   other data, `TorchCheckpointError` for a file that cannot be read, or `ParameterError` with
  ///   every key that does not fit.
  public static func run(
    _ checkpoint: URL, configuration: RunConfiguration, corpus: Corpus, to run: RunFolder,
    locator: EncoderLocator = EncoderLocator()
  ) throws -> ReferenceImportReport {
    guard !FileManager.default.fileExists(atPath: run.configuration.path) else {
      throw TrainingError.runExists(run.url.path)
    }
    var configuration = configuration
    let source = try ReferenceCheckpoint(contentsOf: checkpoint, base: configuration.model)
    let vocabularies = Vocabularies(corpus.conversations(in: .train))
    try source.check(vocabularies, file: checkpoint.path)
    let name = configuration.model.text.tokenizer ?? configuration.model.text.pretrained
    guard let name else {
      throw ConfigurationError.invalidValue(
        source: "configuration", path: "model.text.tokenizer",
        reason: "names no folder; the checkpoint has no vocabulary of its own")
    }
    let tokenizer = try WordPieceTokenizer(contentsOf: locator.folder(of: name))
    configuration.model = source.configuration
    configuration.model.text.tokenizer = name
    try configuration.validate(source: "configuration")
    let (store, _) = try ModelBuilder.build(
      configuration.model, inputs: configuration.inputs, seed: UInt64(configuration.seed),
      sources: [source.source])
    try source.setStandIns(in: store, tokenizer: tokenizer)

    let turns = Dictionary(
      uniqueKeysWithValues: Split.allCases.map { split in
        (
          split,
          TurnReference.last(
            of: corpus.conversations(in: split), classes: configuration.model.classes)
        )
      })
    let report = ReferenceImportReport(
      checkpoint: checkpoint.lastPathComponent, sha256: try ContentHash.sha256(ofFile: checkpoint),
      model: configuration.model.kind.rawValue, classes: configuration.model.classes,
      epoch: source.epoch, validationAccuracy: source.validationAccuracy,
      parameters: store.numParameters, differences: source.differences)
    try FileManager.default.createDirectory(
      at: run.bestCheckpoint.deletingLastPathComponent(), withIntermediateDirectories: true)
    try store.write(
      to: run.bestCheckpoint,
      metadata: [PipelineFingerprint.key: try PipelineFingerprint.text(of: configuration.pipeline)])
    try AtomicFile.write(json: report, to: run.url.appendingPathComponent("import.json"))
    try RunFiles.write(
      configuration, vocabularies: vocabularies, tokenizer: tokenizer,
      data: DataFingerprint(corpus, turns), to: run)
    return report
  }

  /// The configuration of an imported run: the reference's sizes and all of its inputs.
  ///
  /// - Parameters:
  ///   - file: a YAML file with any of the keys of `run.yaml`.
  ///   - overrides: `key.path=value` arguments, the last one wins.
  /// - Throws: ``ConfigurationError`` for an unknown key or an impossible value.
  public static func configuration(
    kind: ModelConfiguration.Kind, file: URL? = nil, overrides: [String] = []
  ) throws -> RunConfiguration {
    // In training the reference system heard one second of each clip.
    let heard = ["media.audio.maximum_seconds=1"]
    var configuration = try RunConfiguration.resolve(
      kind: kind, preset: .reference, file: file, overrides: heard + overrides)
    configuration.inputs = .reference
    return configuration
  }
}

extension ReferenceCheckpoint {
  /// Throws unless the training split has as many strings as the checkpoint's tables know.
  fileprivate func check(_ vocabularies: Vocabularies, file: String) throws {
    let known = configuration.metadata
    let fields = [
      ("topic", known.topic, vocabularies.topic.count),
      ("event_scenario", known.eventScenario, vocabularies.eventScenario.count),
      ("emotion_cause", known.emotionCause, vocabularies.emotionCause.count),
      ("goal_to_response", known.goalToResponse, vocabularies.goalToResponse.count),
    ].filter { $0.1 != $0.2 }
    guard fields.isEmpty else {
      throw ReferenceCheckpointError.vocabularies(
        file: file, fields: fields.map { .init(name: $0.0, known: $0.1, found: $0.2) })
    }
  }
}
