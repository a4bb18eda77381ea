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
    for kind in ModelConfiguration.Kind.allCases {
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
