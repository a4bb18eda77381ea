import CTorchShim

/// What libtorch refused, and in which operation.
public struct TorchError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The kind of failure.
  public enum Code: Hashable, Sendable {
    /// A shape, type or value that the operation does not take.
    case invalidArgument
    /// An index outside its dimension.
    case indexOutOfRange
    /// No memory on the device or the machine.
    case outOfMemory
    /// An operation that this build or device does not have.
    case notImplemented
    /// Another process of the job is gone, or did not answer in time.
    case connectionLost
    /// Anything else.
    case `internal`
  }

  /// The kind of failure.
  public let code: Code
  /// The operation, as it is called in this module.
  public let operation: String
  /// libtorch's own words, one line.
  public let message: String
  /// Shapes of the operands.
  public let shapes: [[Int]]

  package init(code: Code, operation: String, message: String, shapes: [[Int]]) {
    (self.code, self.operation, self.message, self.shapes) = (code, operation, message, shapes)
  }

  /// One line: operation, shapes, reason.
  public var description: String {
    let operands = shapes.map(String.init(describing:)).joined(separator: " × ")
    return "\(operation): \(operands.isEmpty ? "" : "\(operands): ")\(message)"
  }

  /// Throws what the shim reported for `operation`, if it failed.
  ///
  /// The message belongs to this thread's last call, so it is read before anything else is called.
  package static func check(
    _ status: CTorchStatus, _ operation: @autoclosure () -> String,
    _ operands: @autoclosure () -> [Tensor] = []
  ) throws(TorchError) {
    let code: Code
    switch status {
    case .OK: return
    case .invalidArgument: code = .invalidArgument
    case .indexOutOfRange: code = .indexOutOfRange
    case .outOfMemory: code = .outOfMemory
    case .notImplemented: code = .notImplemented
    case .connectionLost: code = .connectionLost
    case .internal: code = .internal
    }
    let message = String(cString: ctorch_last_message())
    throw TorchError(
      code: code, operation: operation(), message: message, shapes: operands().map(\.shape))
  }
}
