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
  private let isFortran: Bool
  private let data: [UInt8]
  private let start: Int

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

extension NPYArray {
  /// The numbers of a matrix, row after row; `nil` unless they are floating-point numbers.
  var floats: [Float]? {
    let stored: [Float]
    switch element {
    case .float: stored = values { Float(bitPattern: $0) }
    case .double: stored = values { Float(Double(bitPattern: $0)) }
    default: return nil
    }
    guard isFortran, shape.count == 2 else { return stored }
    let (numRows, width) = (shape[0], shape[1])
    var rows = stored
    for row in 0..<numRows {
      for column in 0..<width { rows[row * width + column] = stored[column * numRows + row] }
    }
    return rows
  }

  /// Each element as a number; `nil` where they are texts.
  var numbers: [Double]? {
    switch element {
    case .float: values { Double(Float(bitPattern: $0)) }
    case .double: values { Double(bitPattern: $0) }
    case .integer: integers?.map(Double.init)
    case .unicode, .bytes: nil
    }
  }

  /// Each element as a whole number; `nil` where they are no integers, or one is too large.
  var integers: [Int]? {
    guard case .integer(let bytes, let isSigned) = element else { return nil }
    switch (bytes, isSigned) {
    case (1, true): return values { (bits: UInt8) in Int(Int8(bitPattern: bits)) }
    case (2, true): return values { (bits: UInt16) in Int(Int16(bitPattern: bits)) }
    case (4, true): return values { (bits: UInt32) in Int(Int32(bitPattern: bits)) }
    case (1, false): return values { (bits: UInt8) in Int(bits) }
    case (2, false): return values { (bits: UInt16) in Int(bits) }
    case (4, false): return values { (bits: UInt32) in Int(bits) }
    case (_, true): return values { (bits: UInt64) in Int(Int64(bitPattern: bits)) }
    case (_, false):
      let exact = values { (bits: UInt64) in Int(exactly: bits) }.compactMap(\.self)
      return exact.count == count ? exact : nil
    }
  }

  private func values<Bits: FixedWidthInteger & UnsignedInteger, Value>(
    _ value: (Bits) -> Value
  ) -> [Value] {
    data.withUnsafeBytes { bytes in
      (0..<count).map { index in
        value(
          Bits(
            littleEndian: bytes.loadUnaligned(
              fromByteOffset: start + index * MemoryLayout<Bits>.size, as: Bits.self)))
      }
    }
  }

  /// The text of an element in UTF-8, without the zeros that fill it up; integers in digits.
  ///
  /// - Parameter integers: The array's, where it has such.
  /// - Returns: `nil` where the element is no Unicode, or a number with a fraction.
  func text(at index: Int, _ integers: [Int]?) -> String? {
    if let integers { return String(integers[index]) }
    let place = start + index * element.byteCount
    let bytes = data[place..<place + element.byteCount]
    switch element {
    case .bytes:
      let end = bytes.lastIndex { $0 != 0 }.map { $0 + 1 } ?? bytes.startIndex
      return String(validating: bytes[..<end], as: UTF8.self)
    case .unicode:
      var scalars = String.UnicodeScalarView()
      let codes = stride(from: place, to: bytes.endIndex, by: 4).map { byte in
        (0..<4).reduce(UInt32(0)) { $0 | UInt32(data[byte + $1]) << (8 * UInt32($1)) }
      }
      let end = codes.lastIndex { $0 != 0 }.map { $0 + 1 } ?? 0
      for code in codes[..<end] {
        guard let scalar = Unicode.Scalar(code) else { return nil }
        scalars.append(scalar)
      }
      return String(scalars)
    default: return nil
    }
  }
}
