import AttuneCore
import AttuneMedia
import AttuneModels
import AttuneTestSupport
import Foundation
import Testing
import Yams

@testable import AttuneTraining

@Suite struct ConfigurationTests {
  private func resolve(_ yaml: String, _ overrides: [String] = []) throws -> RunConfiguration {
    try withTemporaryFolder { folder in
      let file = folder.appendingPathComponent("run.yaml")
      try Data(yaml.utf8).write(to: file)
      return try RunConfiguration.resolve(kind: .audio, file: file, overrides: overrides)
    }
  }

  private func keyPath(of error: (any Error)?) -> String? {
    switch error as? ConfigurationError {
    case .unknownKey(_, let path, _): "unknown \(path)"
    case .invalidValue(_, let path, _): "invalid \(path)"
    case .syntax: "syntax"
    case .malformedOverride(let argument): "override \(argument)"
    case .unreadable, nil: nil
    }
  }

  @Test func anOverrideWinsOverTheFileAndTheFileOverThePreset() throws {
    let configuration = try resolve(
      "seed: 7\ntraining:\n  epochs: 3\n  batch_size: 2\n", ["training.epochs=4"])
    #expect(configuration.seed == 7)
    #expect(configuration.training.epochs == 4)
    #expect(configuration.training.batchSize == 2)
    #expect(configuration.preset == .small)
  }

  @Test func theFileChoosesThePreset() throws {
    let configuration = try resolve("preset: reference\n")
    #expect(configuration.preset == .reference)
    #expect(configuration.training.learningRate == 1e-5)
  }

  @Test func aPolicyMayBeGivenByItsName() throws {
    #expect(try resolve("inputs: reference\n").inputs == .reference)
    #expect(
      try resolve("", ["inputs=reference", "inputs.response=false"]).inputs.response == false)
    #expect(try resolve("", ["inputs=reference", "inputs.response=false"]).inputs.rationale)
  }

  @Test func anOptionalKeyMayBeSetAndUnset() throws {
    #expect(
      try resolve("media:\n  audio:\n    maximum_seconds: null\n").media.audio.maximumSeconds == nil
    )
    #expect(try resolve("", ["model.maximum_utterances=3"]).model.maximumUtterances == 3)
    #expect(try resolve("", ["model.maximum_utterances=null"]).model.maximumUtterances == nil)
  }

  @Test(arguments: [
    ("epochs: 3\n", [], "unknown epochs"),
    ("training:\n  epoch: 3\n", [], "unknown training.epoch"),
    ("training:\n  epoch: null\n", [], "unknown training.epoch"),
    ("training:\n  epochs: many\n", [], "invalid training.epochs"),
    ("training:\n  schedule: wavy\n", [], "invalid training.schedule"),
    ("training:\n  epochs: 0\n", [], "invalid training.epochs"),
    ("preset: huge\n", [], "invalid preset"),
    ("augmentation:\n  audio:\n    nois: 1\n", [], "unknown augmentation.audio.nois"),
    ("", ["augmentation.audio.noise.snr=3"], "unknown augmentation.audio.noise.snr"),
    ("", ["augmentation.video.flip.probability=2"], "invalid augmentation.video.flip.probability"),
    (
      "", ["augmentation.text.word_dropout.share=[1]"],
      "invalid augmentation.text.word_dropout.share"
    ),
    (
      "", ["augmentation.audio.noise.kinds=[brown]"],
      "invalid augmentation.audio.noise.kinds.Index 0"
    ),
    (
      "", ["augmentation.spec_augment.time_length=0"],
      "invalid augmentation.spec_augment.time_length"
    ),
    (
      "model:\n  audio:\n    is_frozen: true\n",
      ["augmentation.spec_augment.time_probability=0.1"], "invalid augmentation.spec_augment"
    ),
    ("training: [\n", [], "syntax"),
    ("- 1\n", [], "syntax"),
    ("", ["training.epoch=1"], "unknown training.epoch"),
    ("", ["training.epochs"], "override training.epochs"),
    ("", [".epochs=1"], "override .epochs=1"),
  ])
  func aMistakeIsNamedByItsKeyPath(yaml: String, overrides: [String], expected: String) {
    let error = #expect(throws: ConfigurationError.self) { try resolve(yaml, overrides) }
    #expect(keyPath(of: error) == expected)
  }

  @Test(arguments: [
    "text_layer_decay=1.5", "audio_learning_rate=-1", "warmup_ratio=2", "ema_decay=1",
    "mixup=-0.1", "r_drop=.inf", "logit_adjustment=-1", "effective_number_beta=1",
    "maximum_minutes=0", "data_workers=0", "precision=float16", "label_smoothing=1",
    "weight_decay_exclusions=[biases, biases]", "swa_learning_rate_factor=3",
    "epochs=9223372036854775807", "batch_size=9223372036854775807",
    "gradient_accumulation_steps=4611686018427387904", "processes=4611686018427387904",
    "warmup_steps=9223372036854775807", "patience=9223372036854775807",
    "checkpoint_every_steps=9223372036854775807", "swa_epochs=9223372036854775807",
  ])
  func aValueThatNoRunCanHaveIsNamedByItsKey(argument: String) {
    let error = #expect(throws: ConfigurationError.self) {
      try resolve("", ["training.\(argument)"])
    }
    #expect(keyPath(of: error) == "invalid training.\(argument.prefix { $0 != "=" })")
  }

  @Test(arguments: [
    "seed=-1", "media.audio.maximum_seconds=-1", "media.audio.maximum_seconds=.nan",
    "media.pixels.std=[1, 1, 0]", "model.classes=[]", "model.classes=[happy, happy]",
    "model.classes=[happy, hapy]", "model.words=avamerg", "model.dropout=1",
    "model.maximum_utterances=0", "model.role_size=9223372036854775807",
    "model.classifier_sizes=[8, 9223372036854775807]", "model.metadata.topic=9223372036854775807",
    "model.dialogue.hidden_size=4611686018427387904", "model.dialogue.num_layers=1000000",
    "model.text.encoder.hidden_size=9223372036854775807", "model.text.frozen_layers=-1",
    "model.audio.projector_sizes=[]", "model.audio.encoder.conv_stride=[0]",
  ])
  func aNetworkOrAMediumThatCannotBeIsRefusedBeforeAnythingIsRead(argument: String) throws {
    let error = #expect(throws: ConfigurationError.self) { try resolve("", [argument]) }
    guard case .invalidValue(let source, let path, _)? = error else {
      Issue.record("\(argument): \(String(describing: error))")
      return
    }
    #expect(argument.hasPrefix(path))
    #expect(source == "--set \(argument)")
  }

  @Test func aSizeOfFramesThatCannotBeIsRefused() throws {
    for (argument, path) in [
      ("model.video.num_frames=9223372036854775807", "model.video.num_frames"),
      ("model.video.image_size=0", "model.video.image_size"),
      ("media.shortest_edge=1", "media.shortest_edge"),
    ] {
      let error = #expect(throws: ConfigurationError.self) {
        try RunConfiguration.resolve(kind: .video, overrides: [argument])
      }
      #expect(keyPath(of: error) == "invalid \(path)")
    }
  }

  @Test func whatHangsOnAnEncodersFolderIsLeftUntilItIsRead() throws {
    let arguments = ["model.text.pretrained=bert-large", "model.text.frozen_layers=20"]
    #expect(try resolve("", arguments).model.text.frozenLayers == 20)
    let error = #expect(throws: ConfigurationError.self) {
      try resolve("", ["model.text.pretrained=null", arguments[1]])
    }
    #expect(keyPath(of: error) == "invalid model.text.frozen_layers")
  }

  @Test func anUnknownClassIsNamedBesideTheKnownOnes() {
    let error = #expect(throws: ConfigurationError.self) {
      try resolve("", ["model.classes=[happy, hapy, sda]"])
    }
    #expect(
      error?.description.hasSuffix(
        "'model.classes': names 'hapy', 'sda'; the classes are happy, surprised, angry, fear, sad, "
          + "disgusted, contempt") == true)
  }

  @Test(arguments: [
    ("averaging=emma", "'emma' is none of none, ema, swa"),
    ("schedule=wavy", "'wavy' is none of linear, cosine, constant"),
    ("frozen=text_encoder", "must be a list, as [a, b]"), ("epochs=many", "must be a whole number"),
    ("learning_rate=fast", "must be a number"), ("bucketing=2", "must be true or false"),
    ("device=[cpu]", "must be a single value"),
  ])
  func aValueOfAnotherTypeIsToldWhatItMustBe(argument: String, reason: String) {
    let error = #expect(throws: ConfigurationError.self) {
      try resolve("", ["training.\(argument)"])
    }
    #expect(
      error
        == .invalidValue(
          source: "--set training.\(argument)",
          path: "training.\(argument.prefix { $0 != "=" })", reason: reason))
  }

  @Test(arguments: [
    ("training.epoch", ["epochs", "audio_learning_rate", "warmup_ratio", "maximum_minutes"]),
    ("training.epoch", ["processes", "swa_learning_rate_factor", "layer_learning_rate"]),
    ("model.utterances", ["classes", "maximum_utterances", "words"]),
    ("model.text.freeze", ["frozen_layers", "freezes_embeddings", "tokenizer", "token_dropout"]),
    ("augmentation.specaugment", ["audio", "spec_augment"]),
    ("media.size", ["resize", "shortest_edge"]),
  ])
  func theKnownKeysHoldThoseWithoutAValue(path: String, expected: [String]) {
    let error = #expect(throws: ConfigurationError.self) { try resolve("", ["\(path)=1"]) }
    guard case .unknownKey(_, _, let known)? = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(Set(expected).isSubset(of: known))
    #expect(known == Set(known).sorted() && !known.contains("maximum_seconds"))
  }

  @Test func aChangedKeyWithoutAnEffectIsTold() throws {
    func notes(_ kind: ModelConfiguration.Kind, _ overrides: [String]) throws -> [String] {
      var notes: [String] = []
      _ = try RunConfiguration.resolve(kind: kind, overrides: overrides) { notes.append($0) }
      return notes
    }
    #expect(
      try notes(.audio, ["training.ema_decay=0.9"]) == [
        "--set training.ema_decay=0.9: 'training.ema_decay' has no effect: training.averaging is "
          + "not ema"
      ])
    #expect(try notes(.audio, ["training.ema_decay=0.9", "training.averaging=ema"]).isEmpty)
    #expect(try notes(.audio, ["training.ema_decay=0.999", "training.focal_gamma=2"]).isEmpty)
    #expect(try notes(.audio, ["training.warmup_steps=7", "training.warmup_ratio=0.1"]).count == 1)
    #expect(try notes(.text, ["augmentation.spec_augment.time_probability=0.1"]).count == 1)
    #expect(try notes(.text, ["model.text.encoder.hidden_size=24"]).count == 1)
    #expect(
      try notes(.text, ["model.text.encoder.hidden_size=24", "model.text.pretrained=null"]).isEmpty)
    for kind in ModelConfiguration.Kind.allCases { #expect(try notes(kind, []).isEmpty) }
  }

  @Test func aRangeErrorNamesTheFileOrTheArgumentThatGaveTheValue() throws {
    let yaml = "training:\n  epochs: 0\n  patience: 0\n"
    for (overrides, source) in [
      (["training.epochs=3"], "run.yaml"), (["training.epochs=-1"], "--set training.epochs=-1"),
    ] {
      let error = #expect(throws: ConfigurationError.self) { try resolve(yaml, overrides) }
      guard case .invalidValue(let named, _, _)? = error else { continue }
      #expect(named.hasSuffix(source))
    }
  }

  @Test func anAverageOverMoreEpochsThanThereAreIsRefused() throws {
    let error = #expect(throws: ConfigurationError.self) {
      try resolve("", ["training.averaging=swa", "training.epochs=2"])
    }
    #expect(keyPath(of: error) == "invalid training.swa_epochs")
    #expect(try resolve("", ["training.epochs=2"]).training.averaging == .none)
  }

  @Test func aRecipeOfAnOlderRunHasTheValuesThatItThenHad() throws {
    let configuration = try RunConfiguration.preset(.reference, kind: .audio).training
    let yaml = try YAMLEncoder().encode(configuration)
    let old: Set = [
      "epochs", "batch_size", "gradient_accumulation_steps", "learning_rate",
      "text_learning_rate", "weight_decay", "schedule", "warmup_steps", "gradient_clip", "loss",
      "focal_gamma", "label_smoothing", "class_weights", "sampling", "metric", "patience",
      "checkpoint_every_steps", "device",
    ]
    let lines = yaml.split(separator: "\n").filter { line in
      old.contains(String(line.prefix { $0 != ":" }))
    }
    #expect(lines.count == old.count)
    let decoded = try YAMLDecoder().decode(
      TrainingConfiguration.self, from: lines.joined(separator: "\n"))
    #expect(decoded == configuration)
  }

  @Test func augmentationIsOffInEveryPresetAndInRunsThatAreOlderThanIt() throws {
    for kind in ModelConfiguration.Kind.allCases {
      for preset in ModelConfiguration.Preset.allCases {
        guard let configuration = try? RunConfiguration.preset(preset, kind: kind) else { continue }
        #expect(configuration.augmentation == AugmentationConfiguration())
        #expect(!configuration.augmentation.isOn)
      }
    }
    let yaml = try YAMLEncoder().encode(RunConfiguration.preset(.small, kind: .audio))
    let start = try #require(yaml.range(of: "augmentation:"))
    let end = try #require(yaml.range(of: "training:"))
    let older = yaml.replacingCharacters(in: start.lowerBound..<end.lowerBound, with: "")
    #expect(
      try YAMLDecoder().decode(RunConfiguration.self, from: older)
        == RunConfiguration.preset(.small, kind: .audio))
  }

  @Test func augmentationIsSetKeyByKey() throws {
    let configuration = try resolve(
      "augmentation:\n  audio:\n    noise:\n      probability: 0.5\n      snr_db: 10\n",
      [
        "augmentation.audio.noise.kinds=[pink, files]", "augmentation.audio.noise.folder=noises",
        "augmentation.spec_augment.feature_probability=0.1",
        "augmentation.video.erase.fill=mean",
      ])
    let noise = configuration.augmentation.audio.noise
    #expect(noise.probability == 0.5 && noise.ratio == AugmentationRange(10, 10))
    #expect(noise.kinds == [.pink, .files] && noise.folder == "noises")
    #expect(configuration.augmentation.specAugment?.featureProbability == 0.1)
    #expect(configuration.augmentation.video.erase.fill == .mean)
    let yaml = try YAMLEncoder().encode(configuration)
    #expect(try YAMLDecoder().decode(RunConfiguration.self, from: yaml) == configuration)
  }

  @Test func aResolvedConfigurationRebuildsItself() throws {
    for kind in [ModelConfiguration.Kind.audio, .video] {
      let configuration = try RunConfiguration.preset(.reference, kind: kind)
      let yaml = try YAMLEncoder().encode(configuration)
      #expect(try YAMLDecoder().decode(RunConfiguration.self, from: yaml) == configuration)
    }
  }

  @Test func theReferenceRecipeIsTheReferences() throws {
    let audio = try RunConfiguration.preset(.reference, kind: .audio).training
    #expect(audio.batchSize == 6 && audio.gradientAccumulationSteps == 2)
    #expect(audio.warmupSteps == 500 && audio.gradientClip == 1 && audio.loss == .focal)
    let video = try RunConfiguration.preset(.reference, kind: .video).training
    #expect(video.textLearningRate == 2e-6 && video.learningRate == 2e-5)
    #expect(video.classWeights == .balanced && video.labelSmoothing == 0.1)
  }
}
