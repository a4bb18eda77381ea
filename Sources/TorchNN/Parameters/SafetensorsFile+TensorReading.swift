import Foundation
import Safetensors
import Torch

extension SafetensorsFile: TensorReading {
  /// The path of the file.
  public var location: String { url.path }

  /// The names of all tensors, sorted.
  public var tensorNames: [String] { names }

  /// The shape of a tensor, or `nil` where there is none of that name.
  public func shape(of name: String) -> [Int]? { info(name)?.shape }

  /// Copies a tensor into memory of its own, in the type that the file has it in.
  ///
  /// - Throws: ``SafetensorsError`` if there is none of that name; ``ParameterError`` if its type is
  ///   one that ``DType`` does not have.
  public func tensor(_ name: String) throws -> Tensor {
    let (shape, dtype) = try layout(of: name)
    return try withUnsafeBytes(name) { try Tensor(copying: $0, shape: shape, dtype: dtype) }
  }

  /// A tensor on the mapped file itself: what is never touched is never read from the disk.
  ///
  /// Where the file does not align its elements, the tensor is copied.
  /// - Throws: As ``tensor(_:)``.
  public func sharedTensor(_ name: String) throws -> Tensor {
    let (shape, dtype) = try layout(of: name)
    let (bytes, owner) = try mappedBytes(name)
    return try Tensor.borrowed(bytes, owner: owner, shape: shape, dtype: dtype)
  }

  private func layout(of name: String) throws -> (shape: [Int], dtype: DType) {
    guard let info = info(name) else {
      throw SafetensorsError(file: url.path, tensor: name, problem: .noSuchTensor)
    }
    return (info.shape, try DType.known(info.dtype, of: name, in: url.path))
  }
}

extension Tensor {
  /// A tensor on memory that `owner` keeps, or a copy where the elements are not aligned there.
  static func borrowed(
    _ bytes: UnsafeRawBufferPointer, owner: AnyObject, shape: [Int], dtype: DType
  ) throws(TorchError) -> Tensor {
    guard UInt(bitPattern: bytes.baseAddress) % UInt(dtype.byteCount) == 0 else {
      return try Tensor(copying: bytes, shape: shape, dtype: dtype)
    }
    return try Tensor(borrowing: bytes, owner: owner, shape: shape, dtype: dtype)
  }
}

extension DType {
  /// The types that both sides have.
  static let safetensors: [(DType, SafetensorsDType)] = [
    (.float32, .float32), (.float64, .float64), (.float16, .float16), (.bfloat16, .bfloat16),
    (.int64, .int64), (.int32, .int32), (.uint8, .uint8), (.bool, .bool),
  ]

  /// The same type by its name in a file, or `nil` where we have none.
  init?(_ dtype: SafetensorsDType) {
    guard let pair = Self.safetensors.first(where: { $0.1 == dtype }) else { return nil }
    self = pair.0
  }

  /// As ``init(_:)``, with an error that names the tensor and the types that can be read.
  static func known(
    _ dtype: SafetensorsDType, of name: String, in location: String
  ) throws(ParameterError) -> DType {
    guard let known = DType(dtype) else {
      let supported = safetensors.map { $0.1.rawValue }.joined(separator: ", ")
      throw ParameterError([
        .init(
          path: name, source: location,
          problem: .wrongType(
            key: name, expected: "one of \(supported)", actual: dtype.rawValue))
      ])
    }
    return known
  }
}

extension SafetensorsEntry {
  /// Describes a tensor that is copied to the CPU only while it is written.
  public init(name: String, tensor: Tensor) throws {
    guard let dtype = DType.safetensors.first(where: { $0.0 == tensor.dtype })?.1 else {
      throw ParameterError([
        .init(
          path: name, source: nil,
          problem: .wrongType(
            key: name, expected: "a type that safetensors has", actual: "\(tensor.dtype)"))
      ])
    }
    self.init(name: name, dtype: dtype, shape: tensor.shape) { body in
      try tensor.bytes().withUnsafeBytes { try body($0) }
    }
  }
}
