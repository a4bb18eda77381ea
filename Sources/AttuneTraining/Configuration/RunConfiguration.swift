import AttuneCore
import AttuneMedia
import AttuneModels
import Foundation

/// Everything that decides what a run computes; the file `run.yaml`.
public struct RunConfiguration: Codable, Sendable, Equatable {
  /// The sizes and the recipe that the rest was laid over.
  public var preset: ModelConfiguration.Preset
  /// Seed of the weights, of the order of turns and of dropout.
  public var seed: Int
  /// What the model is allowed to see.
  public var inputs: InputPolicy
  /// How media become arrays.
  public var media: MediaConfiguration
  /// The network.
  public var model: ModelConfiguration
  /// How training changes what the model perceives.
  public var augmentation = AugmentationConfiguration()
  /// How it is trained.
  public var training: TrainingConfiguration
  /// What is written down of it.
  public var logging = LoggingConfiguration()

  /// What turns a conversation turn into probabilities, without the recipe.
  public var pipeline: PipelineConfiguration {
    PipelineConfiguration(inputs: inputs, media: media, model: model)
  }

  /// A preset's configuration.
  ///
  /// - Throws: ``ModelConfigurationError`` where the preset has no model of that kind.
  public static func preset(
    _ preset: ModelConfiguration.Preset, kind: ModelConfiguration.Kind
  ) throws -> RunConfiguration {
    RunConfiguration(
      preset: preset, seed: 42, inputs: .honest,
      media: MediaConfiguration(
        audio: AudioSettings(normalization: .standard, maximumSeconds: 30), resize: .bilinear),
      model: try .preset(preset, kind: kind, classes: Emotion.classNames),
      training: .preset(preset, kind: kind))
  }

  /// Lays a file and `--set` arguments over a preset.
  ///
  /// - Parameters:
  ///   - preset: the preset; without one the file's `preset:` key decides, and else `small`.
  ///   - file: a YAML file with the keys of `run.yaml`, any of them.
  ///   - overrides: `key.path=value` arguments, the last one wins.
  ///   - note: told one line about each key that was changed and has no effect.
  /// - Throws: ``ConfigurationError`` for an unknown key, a wrong type or an impossible value.
  public static func resolve(
    kind: ModelConfiguration.Kind, preset: ModelConfiguration.Preset? = nil, file: URL? = nil,
    overrides: [String] = [], note: (String) -> Void = { _ in }
  ) throws -> RunConfiguration {
    let yaml = try file.map { url in
      guard let data = try? Data(contentsOf: url) else {
        throw ConfigurationError.unreadable(source: url.path, reason: "no such readable file")
      }
      return String(decoding: data, as: UTF8.self)
    }
    let source = file?.path ?? "configuration"
    let chosen = try preset ?? namedPreset(yaml, source: source) ?? .small
    var tree = try ConfigurationTree(
      preset: RunConfiguration.preset(chosen, kind: kind),
      named: ["inputs": ["honest": InputPolicy.honest, "reference": .reference]])
    if let yaml { try tree.overlay(yaml: yaml, source: source) }
    for argument in overrides { try tree.overlay(argument: argument) }
    var configuration = try tree.decoded(as: RunConfiguration.self, source: source) {
      try $0.validate(source: source, knowsEncoders: false)
    }
    configuration.preset = chosen
    for (path, reason) in configuration.idleKeys {
      guard let source = try tree.change(of: path, in: configuration) else { continue }
      note("\(source): '\(path)' has no effect: \(reason)")
    }
    return configuration
  }

  private static func namedPreset(
    _ yaml: String?, source: String
  ) throws -> ModelConfiguration.Preset? {
    guard let yaml, let name = try ConfigurationTree.scalar("preset", in: yaml, source: source)
    else { return nil }
    guard let preset = ModelConfiguration.Preset(rawValue: name) else {
      let known = ModelConfiguration.Preset.allCases.map(\.rawValue).joined(separator: ", ")
      throw ConfigurationError.invalidValue(
        source: source, path: "preset", reason: "'\(name)' is none of \(known)")
    }
    return preset
  }
}
