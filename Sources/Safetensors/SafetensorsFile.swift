import Foundation

/// A safetensors file, mapped into memory and checked as a whole before anything is read from it.
///
/// Opening costs as much as the header is long; the elements are read from disk when they are
/// first touched. The file must not be changed in place while it is open.
public final class SafetensorsFile: Sendable {
  /// Where the file lies.
  public let url: URL
  /// What the file says about itself beside its tensors.
  public let metadata: [String: String]
  private let tensors: [String: TensorInfo]
  private let dataStart: Int
  private let mapping: MappedFile

  /// Opens and checks a file.
  ///
  /// - Throws: ``SafetensorsError`` naming the file, the tensor and what is wrong: the file is
  ///   unreadable, the header is no JSON object of at most 100 MB, a tensor occurs twice, its dtype
  ///   is unknown, its shape does not fit its bytes, or the tensors do not cover the file without
  ///   gaps and overlaps.
  public init(contentsOf url: URL) throws(SafetensorsError) {
    self.url = url
    do { mapping = try MappedFile(url) } catch {
      throw SafetensorsError(file: url.path, tensor: nil, problem: .unreadable(error.reason))
    }
    let header = try SafetensorsHeader(mapping.bytes, file: url.path)
    tensors = header.tensors
    metadata = header.metadata
    dataStart = header.dataStart
  }

  /// The names of the tensors, sorted.
  public var names: [String] { tensors.keys.sorted() }

  /// The type, shape and place of a tensor, or `nil` where the file holds none of that name.
  public func info(_ name: String) -> TensorInfo? { tensors[name] }

  /// Lends the bytes of a tensor, little-endian and row-major, without copying them.
  ///
  /// - Parameters:
  ///   - name: The tensor's name.
  ///   - body: Receives the bytes; they must not be used after it returns, and their address is
  ///     not necessarily a multiple of the element size.
  /// - Throws: ``SafetensorsError`` with `.noSuchTensor`, or what `body` throws.
  public func withUnsafeBytes<Result>(
    _ name: String, _ body: (UnsafeRawBufferPointer) throws -> Result
  ) throws -> Result {
    guard let info = tensors[name] else {
      throw SafetensorsError(file: url.path, tensor: name, problem: .noSuchTensor)
    }
    let range = info.dataOffsets
    return try body(
      UnsafeRawBufferPointer(
        rebasing: mapping.bytes[dataStart + range.lowerBound..<dataStart + range.upperBound]))
  }

  /// The bytes of a tensor where the file is mapped, and what keeps them there.
  ///
  /// - Parameter name: The tensor's name.
  /// - Returns: Little-endian, row-major elements; they are valid for as long as `owner` lives, also
  ///   when the file itself is let go, and their address is not necessarily a multiple of the
  ///   element size.
  /// - Throws: ``SafetensorsError`` with `.noSuchTensor`.
  public func mappedBytes(
    _ name: String
  ) throws -> (bytes: UnsafeRawBufferPointer, owner: AnyObject) {
    (try withUnsafeBytes(name) { $0 }, mapping)
  }

  /// A copy of the bytes of a tensor, little-endian and row-major.
  ///
  /// - Throws: ``SafetensorsError`` with `.noSuchTensor`.
  public func bytes(_ name: String) throws -> [UInt8] {
    try withUnsafeBytes(name) { [UInt8]($0) }
  }
}
