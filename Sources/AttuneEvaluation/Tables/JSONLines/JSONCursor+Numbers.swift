extension JSONCursor {
  /// A number's digits without the point, and where the point stands: `mantissa × 10^exponent`.
  private struct Decimal {
    var mantissa: UInt64 = 0
    var exponent = 0
    /// Whether all digits are in `mantissa`.
    var isExact = true
    var isNegative = false
  }

  /// Reads a number, rounded once to the nearest `Float`.
  ///
  /// `NaN` and `Infinity`, which are no JSON but which Python writes, are read too, so that the
  /// error can say what they are.
  mutating func float() throws(JSONCursorError) -> Float {
    if let special = try specialNumber() { return Float(special) }
    let start = offset
    let (decimal, end) = try decimal()
    advance(to: end)
    if decimal.isExact, let double = Self.nearlyExact(decimal) {
      // Within two units of its last place `double` is right. It rounds to the right Float unless
      // it lies that close to the middle between two of them.
      let rest = double.bitPattern & 0x1fff_ffff
      let isMiddle = rest > 0x1000_0000 - 4 && rest < 0x1000_0000 + 4
      let isNormal = double.magnitude > 1e-37 && double.magnitude < 3e38
      if double == 0 || isNormal && !isMiddle { return Float(double) }
    }
    return Float(text(from: start)) ?? .nan
  }

  /// Reads a number, rounded once to the nearest `Double`; else as ``float()``.
  mutating func double() throws(JSONCursorError) -> Double {
    if let special = try specialNumber() { return special }
    let start = offset
    let (decimal, end) = try decimal()
    advance(to: end)
    // Both are exact, so their quotient is rounded once (Clinger 1990).
    if decimal.isExact, decimal.mantissa < 1 << 53, (-22...22).contains(decimal.exponent),
      let double = Self.nearlyExact(decimal)
    {
      return double
    }
    return Double(text(from: start)) ?? .nan
  }

  private func text(from start: Int) -> String {
    String(decoding: UnsafeRawBufferPointer(rebasing: bytes[start..<offset]), as: UTF8.self)
  }

  private static let powersOfTen: [Double] = [
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17,
    1e18, 1e19, 1e20, 1e21, 1e22,
  ]

  /// The number with at most three roundings, or `nil` where its exponent is too far off.
  private static func nearlyExact(_ decimal: Decimal) -> Double? {
    var value = Double(decimal.mantissa)
    var exponent = decimal.exponent
    if exponent < -22 {
      value /= powersOfTen[22]
      exponent += 22
    }
    guard exponent >= -22, exponent <= 22 else { return nil }
    value = exponent < 0 ? value / powersOfTen[-exponent] : value * powersOfTen[exponent]
    return decimal.isNegative ? -value : value
  }

  /// Reads what is no number though it stands for one, and refuses other kinds of values.
  private mutating func specialNumber() throws(JSONCursorError) -> Double? {
    switch peek() {
    case .some(UInt8(ascii: "0")...UInt8(ascii: "9")): return nil
    case UInt8(ascii: "-"): return consume(literal: "-Infinity") ? -.infinity : nil
    case nil: throw malformed("the line ends")
    default: break
    }
    if consume(literal: "NaN") { return .nan }
    if consume(literal: "Infinity") { return .infinity }
    let isLiteral =
      consume(literal: "true") || consume(literal: "false") || consume(literal: "null")
    if isLiteral { throw .wrongKind(expected: "a number") }
    switch peek() {
    case UInt8(ascii: "\""), UInt8(ascii: "{"), UInt8(ascii: "["): throw try wrongKind("a number")
    default: throw malformed("expected a value")
    }
  }

  /// The number that begins here, and where it ends.
  private func decimal() throws(JSONCursorError) -> (Decimal, end: Int) {
    var decimal = Decimal()
    var end = offset
    if bytes[end] == UInt8(ascii: "-") {
      decimal.isNegative = true
      end += 1
    }
    let first = end
    let numWhole = digits(&end, into: &decimal)
    var isValid = numWhole == 1 || numWhole > 1 && bytes[first] != UInt8(ascii: "0")
    if end < bytes.count, bytes[end] == UInt8(ascii: ".") {
      end += 1
      let numBehind = digits(&end, into: &decimal)
      decimal.exponent = -numBehind
      isValid = isValid && numBehind > 0
    }
    if end < bytes.count, bytes[end] | 0x20 == UInt8(ascii: "e") {
      end += 1
      var isNegative = false
      if end < bytes.count, bytes[end] == UInt8(ascii: "+") || bytes[end] == UInt8(ascii: "-") {
        isNegative = bytes[end] == UInt8(ascii: "-")
        end += 1
      }
      var exponent = Decimal()
      let numDigits = digits(&end, into: &exponent)
      isValid = isValid && numDigits > 0
      if exponent.isExact, exponent.mantissa < 1000 {
        decimal.exponent += isNegative ? -Int(exponent.mantissa) : Int(exponent.mantissa)
      } else {
        decimal.isExact = false
      }
    }
    guard isValid else { throw malformed("malformed number") }
    return (decimal, end)
  }

  /// Reads digits; returns how many there are.
  private func digits(_ end: inout Int, into decimal: inout Decimal) -> Int {
    let start = end
    while end < bytes.count {
      let digit = bytes[end] &- UInt8(ascii: "0")
      guard digit < 10 else { break }
      if decimal.mantissa < 1_000_000_000_000_000_000 {
        decimal.mantissa = decimal.mantissa &* 10 &+ UInt64(digit)
      } else {
        decimal.isExact = false
      }
      end += 1
    }
    return end - start
  }
}
