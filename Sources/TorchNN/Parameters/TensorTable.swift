import Torch

/// Tensors in memory, read as a checkpoint.
///
/// With `selecting`, a part of one file stands as a checkpoint of its own: the model under `model.`
/// and the optimizer under `optimizer.` for example.
public struct TensorTable: TensorReading {
  /// Names the checkpoint in errors.
  public let location: String
  private let tensors: [String: Tensor]

  /// Makes a table; of two tensors of the same path the last one counts.
  public init(_ tensors: [NamedTensor], location: String) {
    self.location = location
    self.tensors = Dictionary(tensors.map { ($0.path, $0.tensor) }) { $1 }
  }

  /// Reads the tensors of another checkpoint whose names begin with `prefix`, without it.
  public init(_ checkpoint: any TensorReading, selecting prefix: String) throws {
    var tensors: [NamedTensor] = []
    for name in checkpoint.tensorNames where name.hasPrefix(prefix) {
      tensors.append(
        NamedTensor(
          path: String(name.dropFirst(prefix.count)), tensor: try checkpoint.tensor(name)))
    }
    self.init(tensors, location: checkpoint.location)
  }

  /// The names of all tensors, sorted.
  public var tensorNames: [String] { tensors.keys.sorted() }

  /// The shape of a tensor, or `nil` where there is none of that name.
  public func shape(of name: String) -> [Int]? { tensors[name]?.shape }

  /// A copy of the tensor, so that two models made from one table do not share their parameters.
  ///
  /// - Throws: ``ParameterError`` if there is none of that name.
  public func tensor(_ name: String) throws -> Tensor {
    guard let tensor = tensors[name] else {
      throw ParameterError([.init(path: name, source: location, problem: .missing(keys: [name]))])
    }
    return try tensor.detach().clone()
  }
}
