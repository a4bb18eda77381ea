import Zip

/// An array of numpy, its elements as they are stored.
struct NPYArray {
  /// What an element is.
  enum Element: Equatable {
    case float
    case double
    /// Of so many bytes.
    case integer(bytes: Int, isSigned: Bool)
    /// UTF-32, so many characters at most.
    case unicode(Int)
    /// UTF-8, so many bytes at most.
    case bytes(Int)

    /// - Parameter descriptor: As numpy writes it: `<f4`, `<i8`, `|b1`, `<U12`, `|S12`.
    init?(_ descriptor: String) {
      guard let kind = descriptor.dropFirst().first, let size = Int(descriptor.dropFirst(2)) else {
        return nil
      }
      // `|` where the order of bytes does not matter.
      let isLittle = descriptor.first == "<" || descriptor.first == "|"
      switch (kind, size) {
      case ("f", 4) where isLittle: self = .float
      case ("f", 8) where isLittle: self = .double
      case ("i", 1), ("i", 2), ("i", 4), ("i", 8):
        guard isLittle else { return nil }
        self = .integer(bytes: size, isSigned: true)
      case ("u", 1), ("u", 2), ("u", 4), ("u", 8), ("b", 1):
        guard isLittle else { return nil }
        self = .integer(bytes: size, isSigned: false)
      // Texts of no character would be as many as an archive likes, in no bytes.
      case ("U", 1...(1 << 20)) where isLittle: self = .unicode(size)
      case ("S", 1...(1 << 22)): self = .bytes(size)
      default: return nil
      }
    }

    var byteCount: Int {
      switch self {
      case .float: 4
      case .double: 8
      case .integer(let bytes, _), .bytes(let bytes): bytes
      case .unicode(let count): count * 4
      }
    }
  }

  let name: String
  let shape: [Int]
  let element: Element
  /// How many elements there are.
  let count: Int
  /// Whether the first index runs fastest.
  let isFortran: Bool
  let data: [UInt8]
  /// Where the elements begin in `data`.
  let start: Int

  /// Takes an array apart and checks that its elements fill its bytes.
  init(_ data: [UInt8], name: String) throws(PredictionTableViolation) {
    let header = try Self.header(data, name: name)
    guard let element = Element(header.descriptor) else {
      throw PredictionTableViolation(
        name,
        .wrongKind(
          expected: "little-endian float32, float64, integers, or texts (dtype=str), not numpy's "
            + ZipError.quoted(header.descriptor)))
    }
    var (count, isTooLarge) = (1, false)
    for size in header.shape + [element.byteCount] {
      let product = count.multipliedReportingOverflow(by: size)
      (count, isTooLarge) = (product.partialValue, isTooLarge || product.overflow)
    }
    guard !isTooLarge, count == data.count - header.byteCount else {
      throw PredictionTableViolation(
        name,
        .malformedRecord(
          "\(data.count - header.byteCount) bytes from byte \(header.byteCount) on are no array of "
            + "the shape \(Self.text(header.shape))"))
    }
    (self.name, self.data, self.element, shape) = (name, data, element, header.shape)
    self.count = count / element.byteCount
    (start, isFortran) = (header.byteCount, header.isFortran)
  }

  private static func header(
    _ data: [UInt8], name: String
  ) throws(PredictionTableViolation) -> NPYHeader {
    // `withUnsafeBytes` does not carry a typed error; the result does.
    let result = data.withUnsafeBytes { bytes in
      Result { () throws(PredictionTableViolation) in
        try NPYHeader(ByteReader(bytes: bytes), name: name)
      }
    }
    return try result.get()
  }

  /// - Throws: a violation unless the array has the given shape.
  func expect(shape expected: [Int]) throws(PredictionTableViolation) {
    guard shape == expected else {
      throw PredictionTableViolation(
        name,
        .malformedRecord(
          "its shape is \(Self.text(shape)), expected \(Self.text(expected))"))
    }
  }

  /// A shape as Python writes it.
  static func text(_ shape: [Int]) -> String {
    "(\(shape.map(String.init).joined(separator: ", "))\(shape.count == 1 ? "," : ""))"
  }
}
