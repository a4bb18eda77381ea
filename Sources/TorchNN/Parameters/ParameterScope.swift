import Torch

/// A place in the tree of a model's parameters, which layers are made at.
///
/// Scopes are cheap cursors: `scope["encoder"]["layer"][0]` is the path `encoder.layer.0`, spelled
/// as in the checkpoint.
public struct ParameterScope {
  /// Where the parameters live.
  public let store: ParameterStore
  /// The dot-separated path; empty at the root.
  public let path: String

  /// The place called `name` below this one; `name` may itself be a path.
  public subscript(_ name: String) -> ParameterScope {
    ParameterScope(store: store, path: join(name))
  }

  /// The place of the element `index` of a list.
  public subscript(_ index: Int) -> ParameterScope { self[String(index)] }

  /// A trainable tensor at this place: read from the source that covers it, or else initialised.
  ///
  /// A key that a source lacks or has in another shape does not throw here, so that
  /// ``ParameterStore/verify()`` can list all of them at once.
  ///
  /// - Throws: ``ParameterError`` if the path is taken already, ``TorchError``, or what the source
  ///   throws when it cannot be read.
  public func parameter(
    _ name: String, _ shape: [Int], _ initializer: Initializer
  ) throws -> Tensor {
    try store.make(join(name), shape, store.dtype, initializer, isTrainable: true)
  }

  /// A tensor at this place that is saved with the parameters but not trained.
  ///
  /// - Parameters:
  ///   - name: The last component of the path.
  ///   - shape: The size of each dimension.
  ///   - dtype: The type of the elements; `nil` for the store's.
  ///   - initializer: Its value where no source covers it.
  /// - Throws: As ``parameter(_:_:_:)``.
  public func buffer(
    _ name: String, _ shape: [Int], dtype: DType? = nil, _ initializer: Initializer
  ) throws -> Tensor {
    try store.make(join(name), shape, dtype ?? store.dtype, initializer, isTrainable: false)
  }

  private func join(_ name: String) -> String { path.isEmpty ? name : "\(path).\(name)" }
}
