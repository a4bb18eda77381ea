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
