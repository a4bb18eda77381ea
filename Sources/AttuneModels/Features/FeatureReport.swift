import AttuneMedia

/// What became of the inputs of a feature file: nothing is left out in silence.
public struct FeatureReport: Codable, Sendable, Equatable {
  /// Something that happened to one input.
  public struct Finding: Codable, Sendable, Equatable {
    /// What happened.
    public enum Kind: String, Codable, Sendable {
      /// A part of it was cut off.
      case truncated
      /// A part of it could not be decoded; the rest was used.
      case damaged
      /// It has no features.
      case failed
    }

    /// The input's number, from 0; the prefix of its keys.
    public let index: Int
    /// What happened.
    public let kind: Kind
    /// One line about it.
    public let reason: String
  }

  /// The encoder's folder.
  public let encoder: String
  /// Its architecture, as `config.json` names it.
  public let architecture: String
  /// What the `pooled` vectors are.
  public let pooling: FeaturePooling
  /// Width of a hidden state.
  public let hiddenSize: Int
  /// The inputs there were.
  public let inputs: Int
  /// Those that have features.
  public internal(set) var encoded = 0
  /// Those of which a part was cut off.
  public private(set) var truncated = 0
  /// Tokens cut off in all.
  public private(set) var truncatedTokens = 0
  /// Those of which a part could not be decoded.
  public private(set) var damaged = 0
  /// Those that have no features.
  public private(set) var failed = 0
  /// The first things that happened, ``findingLimit`` at most; all of them are counted.
  public private(set) var findings: [Finding] = []

  /// How many findings are listed.
  public static let findingLimit = 1000

  enum CodingKeys: String, CodingKey {
    case encoder, architecture, pooling
    case hiddenSize = "hidden_size"
    case inputs, encoded, truncated
    case truncatedTokens = "truncated_tokens"
    case damaged, failed, findings
  }

  init(
    encoder: String, architecture: String, pooling: FeaturePooling, hiddenSize: Int, inputs: Int
  ) {
    self.encoder = encoder
    self.architecture = architecture
    self.pooling = pooling
    self.hiddenSize = hiddenSize
    self.inputs = inputs
  }

  mutating func recordTruncated(_ index: Int, tokens: Int = 0, _ reason: String) {
    truncated += 1
    truncatedTokens += tokens
    note(index, .truncated, reason)
  }

  /// Counts a medium that was used although some of it is lost.
  mutating func recordDamage(_ index: Int, numErrors: Int, cutShort: String?, _ name: String) {
    guard numErrors > 0 || cutShort != nil else { return }
    damaged += 1
    let errors = numErrors > 0 ? "\(numErrors) packets could not be decoded" : nil
    note(
      index, .damaged, "\(name): " + [errors, cutShort].compactMap { $0 }.joined(separator: "; "))
  }

  mutating func recordFailed(_ index: Int, _ reason: String) {
    failed += 1
    note(index, .failed, reason)
  }

  private mutating func note(_ index: Int, _ kind: Finding.Kind, _ reason: String) {
    guard findings.count < Self.findingLimit else { return }
    findings.append(Finding(index: index, kind: kind, reason: reason))
  }

  /// One line for a log, or `nil` when everything was used whole.
  public var summary: String? {
    var parts: [String] = []
    if failed > 0 { parts.append("\(failed) of \(inputs) inputs have no features") }
    if damaged > 0 { parts.append("\(damaged) are damaged in part") }
    if truncatedTokens > 0 {
      parts.append("\(truncated) texts truncated, \(truncatedTokens) tokens in all")
    } else if truncated > 0 {
      parts.append("\(truncated) sounds cut at the limit")
    }
    return parts.isEmpty ? nil : parts.joined(separator: "; ")
  }
}
