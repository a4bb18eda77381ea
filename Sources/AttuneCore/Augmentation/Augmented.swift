/// What augmentation made of an input, and how.
public struct Augmented<Value: Sendable>: Sendable {
  /// The input after all operations that were drawn.
  public var value: Value
  /// The operations in their order, each with what was drawn for it, as `audio.noise: white, 12.3 dB`.
  public var operations: [String]

  /// Starts with an untouched input.
  public init(_ value: Value) {
    self.value = value
    operations = []
  }

  /// Whether anything was done; if not, the input is the very one that evaluation sees.
  public var isAugmented: Bool { !operations.isEmpty }
}
