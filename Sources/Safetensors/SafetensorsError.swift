/// Why a safetensors file could not be read or written.
public struct SafetensorsError: Error, Hashable, Sendable {
  /// What is wrong, with the numbers that show it.
  public enum Problem: Hashable, Sendable {
    /// The file cannot be opened or mapped; the text is the system's reason.
    case unreadable(String)
    /// The file cannot be written; the text is the system's reason.
    case unwritable(String)
    /// The file has fewer than the eight bytes of the header length.
    case tooShort(fileBytes: Int)
    /// The header claims more than the 100 MB that the format allows.
    case headerTooLarge(headerBytes: UInt64)
    /// The header would end behind the end of the file.
    case headerOutsideFile(headerBytes: Int, fileBytes: Int)
    /// The header is no UTF-8.
    case headerNotUTF8
    /// The header is no JSON; `byte` counts from the start of the header.
    case headerNotJSON(reason: String, byte: Int)
    /// The header is JSON, but no object.
    case headerNotObject
    /// `__metadata__` is not a table from text to text.
    case invalidMetadata(reason: String)
    /// A name, or one of the fields of a tensor, occurs twice.
    case duplicateName
    /// A field is absent or not of the form that the format prescribes.
    case invalidField(name: String, expected: String)
    /// The type of the elements is not one of ``SafetensorsDType``.
    case unknownDType(String)
    /// The bytes of this shape cannot be counted in 64 bits.
    case sizeOverflow(shape: [Int])
    /// Shape and type ask for another number of bytes than the offsets enclose.
    case sizeMismatch(expectedBytes: Int, actualBytes: Int)
    /// The tensor does not begin where the previous one ended.
    case gapOrOverlap(expectedStart: Int, actualStart: Int)
    /// The tensors take another number of bytes than follow the header.
    case bufferMismatch(tensorBytes: Int, bufferBytes: Int)
    /// The file holds no tensor of this name.
    case noSuchTensor
    /// The name is reserved by the format.
    case reservedName
  }

  /// The file in question.
  public let file: String
  /// The tensor in question, where the problem has one.
  public let tensor: String?
  /// What is wrong with it.
  public let problem: Problem

  /// Makes an error from its parts.
  public init(file: String, tensor: String?, problem: Problem) {
    (self.file, self.tensor, self.problem) = (file, tensor, problem)
  }
}

extension SafetensorsError: CustomStringConvertible {
  /// One line that names the file, the tensor and what is wrong.
  public var description: String {
    let place = tensor.map { ": tensor \(Self.oneLine($0))" } ?? ""
    return "\(Self.oneLine(file, limit: 4096))\(place): \(problem.description)"
  }

  /// Names come from files, so they may hold line breaks or be absurdly long.
  static func oneLine(_ text: String, limit: Int = 200) -> String {
    let cleaned = String(
      text.unicodeScalars.prefix(limit).map { scalar in
        scalar.properties.generalCategory == .control
          || scalar.properties.generalCategory == .lineSeparator
          || scalar.properties.generalCategory == .paragraphSeparator
          ? Character("\u{FFFD}") : Character(scalar)
      })
    return text.unicodeScalars.count > limit ? cleaned + "…" : cleaned
  }
}

extension SafetensorsError.Problem: CustomStringConvertible {
  /// What is wrong, in words, without the file and the tensor.
  public var description: String {
    switch self {
    case .unreadable(let reason): "cannot be read: \(reason)"
    case .unwritable(let reason): "cannot be written: \(reason)"
    case .tooShort(let fileBytes):
      "\(fileBytes) bytes are too few for a safetensors file; it is empty or cut short"
    case .headerTooLarge(let headerBytes):
      "the header claims \(headerBytes) bytes, more than the 100000000 allowed; "
        + "this is no safetensors file"
    case .headerOutsideFile(let headerBytes, let fileBytes):
      "the header claims \(headerBytes) bytes, but the file has only \(fileBytes); it is cut short"
    case .headerNotUTF8: "the header is not UTF-8"
    case .headerNotJSON(let reason, let byte): "the header is not JSON: \(reason) at byte \(byte)"
    case .headerNotObject: "the header is not a JSON object"
    case .invalidMetadata(let reason): "__metadata__ must map text to text: \(reason)"
    case .duplicateName: "the name occurs twice in the header"
    case .invalidField(let name, let expected): "\(name) must be \(expected)"
    case .unknownDType(let name): "unknown dtype \(SafetensorsError.oneLine(name))"
    case .sizeOverflow(let shape):
      "the shape \(shape.prefix(16)) has more bytes than can be counted"
    case .sizeMismatch(let expected, let actual):
      "shape and dtype take \(expected) bytes, but data_offsets enclose \(actual)"
    case .gapOrOverlap(let expected, let actual):
      "data begin at byte \(actual) where the previous tensor ended at \(expected); "
        + "gaps and overlaps are not allowed"
    case .bufferMismatch(let tensors, let buffer):
      "the tensors take \(tensors) bytes, but \(buffer) follow the header; "
        + (tensors > buffer ? "the file is cut short" : "something was appended")
    case .noSuchTensor: "the file holds no tensor of this name"
    case .reservedName: "the name is reserved by the format"
    }
  }
}
