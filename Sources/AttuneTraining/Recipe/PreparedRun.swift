import AttuneCore
import AttuneCorpus
import AttuneMedia
import AttuneModels
import AttuneText
import Foundation
import Torch
import TorchNN

/// A run whose folder stands, whose data are chosen and whose model is built.
struct PreparedRun {
  let configuration: RunConfiguration
  var encoder: ExampleEncoder
  /// What changes the examples of the training split; `nil` where nothing does.
  let augmenter: ExampleAugmenter?
  let turns: [Split: [TurnReference]]
  /// The map that made the classes of the annotation's words.
  let labelMap: LabelMapReference?
  let store: ParameterStore
  let model: any EmotionModel
  let device: Device
  /// Gives what the model's frozen layers make of inputs; `nil` where it is computed anew.
  var frozen: FrozenFeatureSource?
  /// The processes that train together.
  let group: any TrainingGroup

  /// Starts a new run: makes vocabularies, loads pretrained encoders and writes the run's folder.
  static func start(
    _ requested: RunConfiguration, corpus: Corpus, run: RunFolder, cache: MediaCache?,
    requiresMedia: Bool, group: any TrainingGroup = SingleProcess()
  ) throws -> PreparedRun {
    guard !group.isFirst || !FileManager.default.fileExists(atPath: run.configuration.path) else {
      throw TrainingError.runExists(run.url.path)
    }
    var configuration = requested
    configuration.training.processes = requested.training.processes ?? group.count
    let device = try Self.device(configuration.training.device, of: group)
    let turns = try chosenTurns(corpus, configuration)
    let vocabularies = Vocabularies(corpus.conversations(in: .train))
    configuration.model.metadata.topic = vocabularies.topic.count
    configuration.model.metadata.eventScenario = vocabularies.eventScenario.count
    configuration.model.metadata.emotionCause = vocabularies.emotionCause.count
    configuration.model.metadata.goalToResponse = vocabularies.goalToResponse.count
    let encoders = try PretrainedEncoders(configuration.model)
    configuration.model = encoders.configuration
    try configuration.prepareWaveforms(as: encoders.soundPreprocessing)
    configuration.prepareMasking()
    if let video = encoders.configuration.video, let preprocessing = encoders.videoPreprocessing {
      configuration.media.adopt(preprocessing, frameSize: video.frameSize)
    }
    try configuration.validate(source: "configuration")
    let tokenizer = try tokenizer(encoders)
    let augmenter = try Self.augmenter(configuration, tokenizer, cache)
    let (store, model) = try build(configuration, sources: encoders.sources, device: device)
    if group.isFirst {
      try LeakAudit(corpus, inputs: configuration.inputs).report().write(to: run.audit)
      try RunFiles.write(
        configuration, vocabularies: vocabularies, tokenizer: tokenizer,
        data: DataFingerprint(corpus, turns), to: run)
    }
    let encoder = ExampleEncoder(
      pipeline: configuration.pipeline, tokenizer: tokenizer, vocabularies: vocabularies,
      cache: cache, requiresMedia: requiresMedia)
    return PreparedRun(
      configuration: configuration, encoder: encoder, augmenter: augmenter, turns: turns,
      labelMap: corpus.labelMap.reference, store: store, model: model, device: device,
      group: group)
  }

  /// The configuration of a run that was started.
  ///
  /// - Throws: ``TrainingError/nothingToResume(_:)`` where there is none, ``ConfigurationError`` or
  ///   `RunError` for a value that cannot be read or used.
  static func configuration(of run: RunFolder) throws -> RunConfiguration {
    guard FileManager.default.fileExists(atPath: run.configuration.path) else {
      throw TrainingError.nothingToResume(run.url.path)
    }
    let configuration = try RunFiles.configuration(of: run)
    try configuration.validate(source: run.configuration.path)
    return configuration
  }

  /// Opens a run that was interrupted, with its own configuration.
  ///
  /// - Parameter isUntrained: whether the run was interrupted before it saved a state; its weights
  ///   are then made as at its start, else they are still to be restored.
  static func reopen(
    _ configuration: RunConfiguration, corpus: Corpus, run: RunFolder, cache: MediaCache?,
    requiresMedia: Bool, isUntrained: Bool, group: any TrainingGroup = SingleProcess()
  ) throws -> PreparedRun {
    let device = try Self.device(configuration.training.device, of: group)
    let turns = try chosenTurns(corpus, configuration)
    try RunFiles.check(DataFingerprint(corpus, turns), against: run)
    let sources = isUntrained ? try PretrainedEncoders(configuration.model).sources : []
    let (store, model) = try build(configuration, sources: sources, device: device)
    let encoder = try ExampleEncoder(
      pipeline: configuration.pipeline, run: run, cache: cache, requiresMedia: requiresMedia)
    return PreparedRun(
      configuration: configuration, encoder: encoder,
      augmenter: try augmenter(configuration, encoder.tokenizer, cache), turns: turns,
      labelMap: corpus.labelMap.reference, store: store, model: model, device: device,
      group: group)
  }

  /// Keeps what the model's frozen layers make of inputs; for weights that are restored already.
  mutating func keepFrozenFeatures(in cache: FeatureCache) throws {
    frozen = try FrozenFeatureSource(
      model: model, store: store, cache: cache,
      dtype: configuration.training.precision == .bfloat16 ? .bfloat16 : .float32)
    encoder.frozen = frozen?.lookup
  }

  private static func augmenter(
    _ configuration: RunConfiguration, _ tokenizer: WordPieceTokenizer, _ cache: MediaCache?
  ) throws -> ExampleAugmenter? {
    guard ExampleAugmenter.isNeeded(configuration.augmentation, configuration.pipeline) else {
      return nil
    }
    return try ExampleAugmenter(
      configuration.augmentation, pipeline: configuration.pipeline, tokenizer: tokenizer,
      cache: cache)
  }

  /// Builds the network and freezes what `training.frozen` names.
  private static func build(
    _ configuration: RunConfiguration, sources: [ParameterSource], device: Device
  ) throws -> (ParameterStore, any EmotionModel) {
    let (store, model) = try ModelBuilder.build(
      configuration.model, inputs: configuration.inputs, seed: UInt64(configuration.seed),
      sources: sources, device: device)
    for path in configuration.training.frozen {
      guard try store.freeze(prefix: path) > 0, !path.isEmpty else {
        throw ConfigurationError.invalidValue(
          source: "configuration", path: "training.frozen",
          reason: "'\(path)' is no part of the model; name a path as in "
            + "text_encoder.encoder.layer.0")
      }
    }
    guard !store.trainableParameters.isEmpty else {
      throw ConfigurationError.invalidValue(
        source: "configuration", path: "training.frozen", reason: "leaves nothing to be trained")
    }
    return (store, model)
  }

  private static func device(_ name: String, of group: any TrainingGroup) throws -> Device {
    if name == "cuda", let own = group.device { return own }
    guard let device = Device(name) else {
      throw ConfigurationError.invalidValue(
        source: "configuration", path: "training.device",
        reason: "'\(name)' is no device; write cpu, cuda or cuda:1")
    }
    if case .cuda(let index) = device, index >= Torch.numCUDADevices {
      throw ConfigurationError.invalidValue(
        source: "configuration", path: "training.device",
        reason: "\(name) is not here: libtorch sees \(Torch.numCUDADevices) CUDA devices; "
          + "see 'attune doctor'")
    }
    return device
  }

  private static func chosenTurns(
    _ corpus: Corpus, _ configuration: RunConfiguration
  ) throws -> [Split: [TurnReference]] {
    var turns: [Split: [TurnReference]] = [:]
    for split in Split.allCases {
      let chosen = TurnReference.last(
        of: corpus.conversations(in: split), classes: configuration.model.classes)
      guard split == .test || !chosen.isEmpty else {
        throw TrainingError.emptySplit(split.rawValue, corpus: corpus.root.path)
      }
      turns[split] = chosen
    }
    return turns
  }

  private static func tokenizer(_ encoders: PretrainedEncoders) throws -> WordPieceTokenizer {
    guard let folder = encoders.tokenizerFolder else {
      throw ConfigurationError.invalidValue(
        source: "configuration", path: "model.text.tokenizer",
        reason: "names no folder; an encoder without pretrained weights needs one")
    }
    return try WordPieceTokenizer(contentsOf: folder)
  }
}
