import CTorchShim

/// An array of numbers of one type on one device, which may remember how it was computed.
///
/// A tensor is shared, not copied, when it is assigned; operations give new tensors or views. It is
/// not `Sendable`: whoever owns a model keeps its tensors, and only plain values leave.
public final class Tensor {
  package let handle: OpaquePointer

  /// Takes over a handle that the shim handed out.
  package init(owning handle: OpaquePointer) { self.handle = handle }

  deinit { ctorch_tensor_free(handle) }

  /// Calls the shim for a tensor.
  ///
  /// What only an error needs is made only then; capturing the operands keeps them alive meanwhile.
  package static func make(
    _ operation: @autoclosure () -> String, _ operands: @autoclosure () -> [Tensor] = [],
    _ body: (UnsafeMutablePointer<OpaquePointer?>) -> CTorchStatus
  ) throws(TorchError) -> Tensor {
    var result: OpaquePointer?
    try TorchError.check(body(&result), operation(), operands())
    guard let result else {
      throw TorchError(
        code: .internal, operation: operation(), message: "no result", shapes: [])
    }
    return Tensor(owning: result)
  }

  /// Sizes of the dimensions.
  public var shape: [Int] {
    var rank = 0
    guard ctorch_rank(handle, &rank) == .OK, rank > 0 else { return [] }
    var sizes = [Int64](repeating: 0, count: rank)
    guard ctorch_shape(handle, &sizes) == .OK else { return [] }
    return sizes.map(Int.init)
  }

  /// Size of one dimension, which the tensor must have; a negative one counts from the last.
  public func dim(_ index: Int) -> Int {
    let shape = shape
    return shape[index < 0 ? index + shape.count : index]
  }

  /// Number of dimensions.
  public var rank: Int {
    var rank = 0
    return ctorch_rank(handle, &rank) == .OK ? rank : 0
  }

  /// Number of elements.
  public var numElements: Int { shape.reduce(1, *) }

  /// The type of the elements.
  public var dtype: DType {
    var dtype = CTorchDType.float32
    return ctorch_dtype(handle, &dtype) == .OK ? DType(dtype) : .float32
  }

  /// Where the tensor lives.
  public var device: Device {
    var device = CTorchDevice(index: -1)
    return ctorch_device(handle, &device) == .OK ? Device(device) : .cpu
  }
}

extension Tensor: CustomStringConvertible {
  /// Shape, type and device.
  public var description: String { "Tensor(\(shape), \(dtype), \(device))" }
}
