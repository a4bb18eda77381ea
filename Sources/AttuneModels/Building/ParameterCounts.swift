import Torch
import TorchNN

/// How many numbers a network holds, in all and by part.
public struct ParameterCounts: Sendable, Equatable, Codable {
  /// The counts of one part.
  public struct Part: Sendable, Equatable, Codable {
    /// First component of the part's paths, as `text_encoder`.
    public let name: String
    /// All its parameters.
    public var total: Int
    /// Those that are trained.
    public var trainable: Int
  }

  /// The parts in the order in which the network makes them.
  public let parts: [Part]

  /// Counts the parameters of a store; buffers are not counted.
  public init(_ store: ParameterStore) {
    var parts: [Part] = []
    var positions: [String: Int] = [:]
    for parameter in store.parameters {
      let name = String(parameter.path.prefix { $0 != "." })
      let count = parameter.tensor.numElements
      let position = positions[name] ?? parts.count
      if position == parts.count {
        parts.append(Part(name: name, total: 0, trainable: 0))
        positions[name] = position
      }
      parts[position].total += count
      if parameter.tensor.requiresGrad { parts[position].trainable += count }
    }
    self.parts = parts
  }

  /// All parameters.
  public var total: Int { parts.reduce(0) { $0 + $1.total } }
  /// Those that are trained.
  public var trainable: Int { parts.reduce(0) { $0 + $1.trainable } }
}
