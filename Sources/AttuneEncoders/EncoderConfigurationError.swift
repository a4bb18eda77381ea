/// A value of an encoder's configuration that no network can be built from.
public struct EncoderConfigurationError: Error, CustomStringConvertible, Equatable {
  /// The encoder whose configuration it is: `bert`, `wav2vec2` or `timesformer`.
  public let encoder: String
  /// The key, as the file spells it.
  public let key: String
  /// What is wrong with it.
  public let reason: String

  /// Names the key and what is wrong with it.
  public init(encoder: String, key: String, reason: String) {
    self.encoder = encoder
    self.key = key
    self.reason = reason
  }

  /// One line: what and where.
  public var description: String { "\(encoder) configuration: '\(key)' \(reason)" }

  /// The largest size that is believed: beyond it a file is damaged, and memory would be asked for
  /// that no machine has.
  private static let maximumSize = 1 << 24
  /// The most layers that are believed.
  private static let maximumLayers = 4096

  /// Throws unless every value is at least 1, and one that a network can have.
  static func requirePositive(_ encoder: String, _ values: [(key: String, value: Int)]) throws {
    for (key, value) in values {
      let limit = key == "num_hidden_layers" ? maximumLayers : maximumSize
      guard (1...limit).contains(value) else {
        throw Self(encoder: encoder, key: key, reason: "is \(value), but must be in 1...\(limit)")
      }
    }
  }

  /// Throws unless a normalisation can add the value to a variance.
  static func requireEpsilon(_ encoder: String, _ key: String, _ value: Double) throws {
    guard (0...1).contains(value) else {
      throw Self(encoder: encoder, key: key, reason: "is \(value), but must be in 0...1")
    }
  }

  /// Throws unless every value is a probability below 1.
  static func requireProbability(
    _ encoder: String, _ values: [(key: String, value: Double)]
  ) throws {
    for (key, value) in values where !(0..<1).contains(value) {
      throw Self(encoder: encoder, key: key, reason: "is \(value), but must be in 0..<1")
    }
  }

  /// Throws unless `value` divides into `parts` equal parts.
  static func requireDivisible(
    _ encoder: String, _ key: String, _ value: Int, by parts: Int, named partsKey: String
  ) throws {
    guard parts >= 1, value % parts == 0 else {
      throw Self(
        encoder: encoder, key: key,
        reason: "is \(value), which does not divide by '\(partsKey)' = \(parts)")
    }
  }
}
