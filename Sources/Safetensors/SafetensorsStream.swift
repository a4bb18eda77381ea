import Foundation

/// Writes a safetensors file tensor by tensor, holding none of them.
///
/// The header of the format stands before the elements and names all of them, so room for it is
/// kept and filled in at the end; what it does not need are spaces, which the format allows there.
/// The file takes its name only when ``finish(metadata:)`` returns; one that was not finished leaves
/// nothing behind.
public final class SafetensorsStream {
  /// The most bytes that ``append(_:)`` takes for a tensor's entry beside its name, for tensors of
  /// up to four dimensions.
  private static let bytesPerEntry = 192

  private let url: URL
  private let headerBytes: Int
  private let file: ReplacementFile
  private var members: [UInt8] = []
  private var names: Set<String> = []
  private var end = 0
  private var isFinished = false

  /// Opens a file beside `url`.
  ///
  /// - Parameters:
  ///   - url: The file to make or to replace.
  ///   - maximumTensors: The most tensors that will be appended.
  ///   - maximumNameBytes: The longest name of one, in bytes.
  ///   - metadataBytes: What is kept for the metadata beside them.
  /// - Throws: ``SafetensorsError`` with `.unwritable`, or with `.headerTooLarge` if so many names
  ///   could pass the 100 MB that the format allows.
  public init(
    to url: URL, maximumTensors: Int, maximumNameBytes: Int, metadataBytes: Int = 4096
  ) throws(SafetensorsError) {
    self.url = url
    let (entries, overflow) = max(0, maximumTensors)
      .multipliedReportingOverflow(by: Self.bytesPerEntry + max(0, maximumNameBytes))
    let needed = overflow ? Int.max : entries &+ max(0, metadataBytes) &+ 16
    guard needed > 0, needed <= SafetensorsHeader.maximumBytes else {
      throw SafetensorsError(
        file: url.path, tensor: nil,
        problem: .headerTooLarge(headerBytes: UInt64(max(0, needed))))
    }
    headerBytes = (needed + 7) / 8 * 8
    file = try ReplacementFile(for: url)
    try file.skip(8 + headerBytes)
  }

  deinit { if !isFinished { file.abandon() } }

  /// Writes a tensor behind those before it.
  ///
  /// - Throws: ``SafetensorsError`` for a duplicate or reserved name, a shape that does not fit the
  ///   bytes, more or longer entries than room was kept for, or a failure to write; or what the
  ///   entry's bytes throw. The stream is of no use then.
  public func append(_ entry: SafetensorsEntry) throws {
    func failure(_ problem: SafetensorsError.Problem) -> SafetensorsError {
      SafetensorsError(file: url.path, tensor: entry.name, problem: problem)
    }
    guard names.insert(entry.name).inserted else { throw failure(.duplicateName) }
    guard entry.name != SafetensorsHeader.metadataKey else { throw failure(.reservedName) }
    guard let size = TensorInfo.numBytes(entry.dtype, entry.shape) else {
      throw failure(.sizeOverflow(shape: entry.shape))
    }
    let member = SafetensorsWriter.member(entry, start: end, size: size)
    // The brackets around the members, and a comma before each.
    guard members.count + member.utf8.count + 3 <= headerBytes else {
      throw failure(.headerTooLarge(headerBytes: UInt64(members.count + member.utf8.count)))
    }
    try entry.withBytes { bytes in
      guard bytes.count == size else {
        throw failure(.sizeMismatch(expectedBytes: size, actualBytes: bytes.count))
      }
      try file.write(bytes)
    }
    if !members.isEmpty { members.append(UInt8(ascii: ",")) }
    members += member.utf8
    end += size
  }

  /// Writes the header, synchronises the file to disk and gives it its name.
  ///
  /// - Throws: ``SafetensorsError`` if the metadata need more than was kept, or with `.unwritable`.
  public func finish(metadata: [String: String] = [:]) throws {
    var header = [UInt8]("{".utf8)
    if !metadata.isEmpty {
      header += SafetensorsWriter.member(metadata: metadata).utf8
      if !members.isEmpty { header.append(UInt8(ascii: ",")) }
    }
    header += members
    header.append(UInt8(ascii: "}"))
    guard header.count <= headerBytes else {
      throw SafetensorsError(
        file: url.path, tensor: nil, problem: .headerTooLarge(headerBytes: UInt64(header.count)))
    }
    header += [UInt8](repeating: UInt8(ascii: " "), count: headerBytes - header.count)
    var length = UInt64(headerBytes).littleEndian
    let whole = withUnsafeBytes(of: &length) { [UInt8]($0) } + header
    try file.overwriteStart(with: whole)
    try file.commit()
    isFinished = true
  }
}
