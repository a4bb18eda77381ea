/// A series that TensorBoard shows beside the hyper-parameters, with its last value.
public struct HyperparameterMetric: Sendable, Equatable {
  /// The tag of the scalars.
  public var tag: String
  /// What the column is called.
  public var displayName: String

  /// Creates a column.
  public init(tag: String, displayName: String) {
    self.tag = tag
    self.displayName = displayName
  }
}
