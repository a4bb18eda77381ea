import CTorchShim

/// The state of the process's CPU generator, from which its numbers go on.
public struct RandomState: Hashable, Sendable {
  /// The state's own bytes.
  public let bytes: [UInt8]

  /// Wraps bytes that ``bytes`` gave.
  public init(bytes: [UInt8]) { self.bytes = bytes }

  /// Reads the state.
  public static func save() throws(TorchError) -> RandomState {
    var count = 0
    try TorchError.check(ctorch_random_state_size(&count), "RandomState.save")
    var bytes = [UInt8](repeating: 0, count: count)
    try TorchError.check(ctorch_save_random_state(&bytes, count), "RandomState.save")
    return RandomState(bytes: bytes)
  }

  /// Sets the state.
  ///
  /// - Throws: ``TorchError`` if the bytes are no state.
  public func restore() throws(TorchError) {
    try TorchError.check(ctorch_restore_random_state(bytes, bytes.count), "RandomState.restore")
  }
}
