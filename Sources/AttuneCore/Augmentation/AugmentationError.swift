/// A setting of an augmentation that no input can be changed by.
public struct AugmentationError: Error, Equatable, CustomStringConvertible {
  /// Key path below `augmentation:`.
  public let key: String
  /// What is wrong with it.
  public let reason: String

  /// Names the key and what is wrong with it.
  public init(key: String, reason: String) {
    (self.key, self.reason) = (key, reason)
  }

  /// One line: what and where.
  public var description: String { "augmentation: '\(key)' \(reason)" }

  /// Fails where a number is no probability.
  ///
  /// - Throws: ``AugmentationError`` naming `key`.
  public static func requireProbability(
    _ probability: Double, _ key: String
  ) throws(AugmentationError) {
    guard (0...1).contains(probability) else {
      throw AugmentationError(key: key, reason: "is \(probability); give a number from 0 to 1")
    }
  }
}
