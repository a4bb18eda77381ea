/// A value of a model's configuration that no network can be built from.
public struct ModelConfigurationError: Error, CustomStringConvertible, Equatable {
  /// Key path below `model:`.
  public let key: String
  /// What is wrong with it.
  public let reason: String

  /// Names the key and what is wrong with it.
  public init(key: String, reason: String) {
    self.key = key
    self.reason = reason
  }

  /// One line: what and where.
  public var description: String { "model configuration: '\(key)' \(reason)" }

  /// The largest size that is believed; twice it, or its square, still is a number.
  static let maximumSize = 1 << 24
  /// The most layers that are believed.
  static let maximumLayers = 4096

  static func requireSizes(
    _ key: String, _ values: [Int], limit: Int = ModelConfigurationError.maximumSize
  ) throws {
    guard !values.isEmpty else { throw Self(key: key, reason: "is empty; name at least one size") }
    for value in values where !(1...limit).contains(value) {
      throw Self(key: key, reason: "holds \(value), but a size must be in 1...\(limit)")
    }
  }

  static func requireHeads(_ key: String, _ heads: Int, width: Int) throws {
    guard heads >= 1, width % heads == 0 else {
      throw Self(key: key, reason: "is \(heads), which does not divide the width \(width)")
    }
  }

  static func requireProbability(_ key: String, _ value: Double) throws {
    guard (0..<1).contains(value) else {
      throw Self(key: key, reason: "is \(value), but must be in 0..<1")
    }
  }
}
