import AttuneCore

extension RunConfiguration {
  /// Keys that a run may change when it goes on: they decide how it is computed, never what comes out
  /// of a step.
  public static let changeableKeys = [
    "training.checkpoint_every_steps", "training.data_workers", "training.maximum_minutes",
  ]

  /// The configuration with which a run goes on.
  ///
  /// - Parameter overrides: `key.path=value` arguments; the last one wins.
  /// - Throws: ``ConfigurationError`` for a key that is none of ``changeableKeys``.
  public func resuming(with overrides: [String]) throws -> RunConfiguration {
    guard !overrides.isEmpty else { return self }
    for argument in overrides {
      let path = argument.prefix { $0 != "=" }
      guard argument.contains("="), !path.isEmpty else {
        throw ConfigurationError.malformedOverride(argument)
      }
      guard Self.changeableKeys.contains(String(path)) else {
        throw ConfigurationError.invalidValue(
          source: "--set \(argument)", path: String(path),
          reason: "cannot change in a run that goes on; only "
            + "\(Self.changeableKeys.joined(separator: ", ")) can")
      }
    }
    var tree = try ConfigurationTree(
      preset: self, named: [:] as [String: [String: InputPolicy]])
    for argument in overrides { try tree.overlay(argument: argument) }
    return try tree.decoded(as: RunConfiguration.self, source: "run.yaml") {
      try $0.training.validate(source: "run.yaml")
    }
  }
}
