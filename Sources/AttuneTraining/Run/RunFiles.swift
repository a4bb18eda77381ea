import AttuneCore
import AttuneCorpus
import AttuneModels
import AttuneText
import Foundation

/// The files that let a run rebuild itself.
enum RunFiles {
  /// Writes configuration, vocabularies, tokenizer, environment and data of a new run.
  ///
  /// The configuration comes last: a folder that has it has everything.
  static func write(
    _ configuration: RunConfiguration, vocabularies: Vocabularies, tokenizer: WordPieceTokenizer,
    data: DataFingerprint, to run: RunFolder
  ) throws {
    try vocabularies.write(to: run.vocabulary)
    for folder in [run.tokenizer, run.lastCheckpoint.deletingLastPathComponent()] {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }
    try tokenizer.write(to: run.tokenizer)
    try AtomicFile.write(
      json: RunEnvironment.current(seed: configuration.seed), to: run.environment)
    try AtomicFile.write(json: data, to: run.data)
    try AtomicFile.write(Data(try configuration.yaml().utf8), to: run.configuration)
  }

  /// Reads a run's resolved configuration.
  ///
  /// - Throws: ``ConfigurationError`` naming the key that cannot be read.
  static func configuration(of run: RunFolder) throws -> RunConfiguration {
    let yaml = try PipelineConfiguration.text(of: run)
    return try PipelineConfiguration.decode(RunConfiguration.self, yaml, of: run)
  }

  /// Throws ``TrainingError`` if the data are not those the run was started on.
  static func check(_ data: DataFingerprint, against run: RunFolder) throws {
    guard let written = try? Data(contentsOf: run.data),
      let started = try? JSONDecoder().decode(DataFingerprint.self, from: written)
    else { throw TrainingError.dataChanged(run: run.url.path, reason: "data.json is unreadable") }
    guard started == data else {
      throw TrainingError.dataChanged(
        run: run.url.path,
        reason: data.difference(from: started))
    }
  }
}
