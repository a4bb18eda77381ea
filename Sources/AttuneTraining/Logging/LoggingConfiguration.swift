import AttuneCore

/// What a run writes down beside its metrics; the `logging:` section of a run's configuration.
///
/// It changes nothing of what is computed.
public struct LoggingConfiguration: Codable, Sendable, Equatable {
  /// Whether event files for TensorBoard are written.
  public var tensorboard = true
  /// Which epochs' confusion matrices are drawn for TensorBoard.
  public var figures = Figures.best
  /// Whether the run's prediction tables hold what the classifier's last layer read, for attention
  /// fusion; they are some ten times as large then.
  public var hiddenStates = false
  /// Seconds between two samples of the process and its machine, taken after a step; 0 for none.
  public var systemEverySeconds = 30
  /// Optimizer steps between two such samples, whatever the time; 0 for none.
  public var systemEverySteps = 0

  /// Epochs by how they scored.
  public enum Figures: String, Choice, Sendable { case best, all, none }

  /// Creates the default: everything, and a sample twice a minute.
  public init() {}

  enum CodingKeys: String, CodingKey {
    case tensorboard, figures
    case hiddenStates = "hidden_states"
    case systemEverySeconds = "system_every_seconds"
    case systemEverySteps = "system_every_steps"
  }

  /// Decodes settings, with defaults for keys left out.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    tensorboard = try values.value(.tensorboard, or: tensorboard)
    figures = try values.value(.figures, or: figures)
    hiddenStates = try values.value(.hiddenStates, or: hiddenStates)
    systemEverySeconds = try values.value(.systemEverySeconds, or: systemEverySeconds)
    systemEverySteps = try values.value(.systemEverySteps, or: systemEverySteps)
  }

  /// Throws ``ConfigurationError`` for an impossible value.
  func validate(source: String) throws {
    func require(_ isValid: Bool, _ key: String) throws {
      guard !isValid else { return }
      throw ConfigurationError.invalidValue(
        source: source, path: "logging.\(key)", reason: "must not be negative; 0 turns it off")
    }
    try require(systemEverySeconds >= 0, "system_every_seconds")
    try require(systemEverySteps >= 0, "system_every_steps")
  }
}
