import Foundation

/// One tensor to be written to a safetensors file.
public struct SafetensorsEntry {
  /// The key in the file.
  public let name: String
  /// The type of the elements.
  public let dtype: SafetensorsDType
  /// The size of each dimension, outermost first.
  public let shape: [Int]
  let withBytes: (_ body: (UnsafeRawBufferPointer) throws -> Void) throws -> Void

  /// Describes a tensor whose bytes are fetched only while it is written.
  ///
  /// - Parameters:
  ///   - name: The key in the file.
  ///   - dtype: The type of the elements.
  ///   - shape: The size of each dimension.
  ///   - withBytes: Calls its argument once with all elements, little-endian and row-major.
  public init(
    name: String, dtype: SafetensorsDType, shape: [Int],
    withBytes: @escaping (_ body: (UnsafeRawBufferPointer) throws -> Void) throws -> Void
  ) {
    (self.name, self.dtype, self.shape, self.withBytes) = (name, dtype, shape, withBytes)
  }

  /// Describes a tensor whose bytes are at hand.
  public init(name: String, dtype: SafetensorsDType, shape: [Int], bytes: [UInt8]) {
    self.init(name: name, dtype: dtype, shape: shape) { body in
      try bytes.withUnsafeBytes { try body($0) }
    }
  }

  /// Describes a tensor of 32-bit floating point numbers.
  public init(name: String, shape: [Int], values: [Float]) {
    self.init(name: name, dtype: .float32, shape: shape) { body in
      try values.withUnsafeBytes { try body($0) }
    }
  }

  /// Describes a tensor of 64-bit integers.
  public init(name: String, shape: [Int], values: [Int64]) {
    self.init(name: name, dtype: .int64, shape: shape) { body in
      try values.withUnsafeBytes { try body($0) }
    }
  }
}
