import AttuneCore

/// An array with an element a row.
struct NPZColumn {
  let array: NPYArray
  let integers: [Int]?
  private let numbers: [Double]?

  /// - Parameters:
  ///   - numRows: How many elements there must be.
  ///   - allowsNumbers: Whether they may have fractions.
  init(
    _ name: String, in archive: NPZArchive, numRows: Int?, allowsNumbers: Bool = false
  ) throws(PredictionTableViolation) {
    guard let array = try archive.array(name) else {
      throw PredictionTableViolation(name, .missingKey)
    }
    try array.expect(shape: [numRows ?? array.count])
    (self.array, integers) = (array, array.integers)
    numbers = allowsNumbers ? array.numbers : nil
    guard allowsNumbers || integers != nil || array.numbers == nil else {
      throw PredictionTableViolation(name, .wrongKind(expected: "texts or integers"))
    }
  }

  func text(at index: Int) throws(PredictionTableViolation) -> String {
    guard let text = array.text(at: index, integers) else {
      throw PredictionTableViolation(array.name, .malformedRecord("the text is no Unicode"))
    }
    return text
  }

  /// A number or a text; nothing for NaN and "".
  ///
  /// - Parameter isText: Whether a number is meant as a text.
  func value(at index: Int, isText: Bool) throws(PredictionTableViolation) -> AttributeValue? {
    if let numbers, integers == nil || !isText {
      let number = numbers[index]
      if number.isNaN { return nil }
      return isText && number.isFinite
        ? .text(TextAttribute.text(of: number)) : .number(number)
    }
    let text = try text(at: index)
    return text.isEmpty ? nil : .text(text)
  }
}

/// An array with several numbers a row.
struct NPZMatrix {
  private let width: Int
  private let values: [Float]

  /// - Parameter width: How many numbers a row must have; any number of them if `nil`.
  /// - Returns: `nil` where there is no such array.
  init?(
    _ name: String, in archive: NPZArchive, _ numRows: Int, width: Int?
  ) throws(PredictionTableViolation) {
    guard let array = try archive.array(name) else { return nil }
    self.width = width ?? max(1, array.shape.last ?? 1)
    try array.expect(shape: [numRows, self.width])
    guard let values = array.floats else {
      throw PredictionTableViolation(name, .wrongKind(expected: "float32 or float64"))
    }
    self.values = values
  }

  /// Reads a row; `false` where it is NaN throughout, which says that there is none.
  func read(_ row: Int, into numbers: inout [Float]) -> Bool {
    numbers.removeAll(keepingCapacity: true)
    numbers.append(contentsOf: values[row * width..<(row + 1) * width])
    return !numbers.allSatisfy(\.isNaN)
  }
}
