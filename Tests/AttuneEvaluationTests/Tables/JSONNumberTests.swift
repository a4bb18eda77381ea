import AttuneTestSupport
import Foundation
import Testing

@testable import AttuneEvaluation

@Suite struct JSONNumberTests {
  private func read<Number>(
    _ text: String, _ body: (inout JSONCursor) throws(JSONCursorError) -> Number
  ) throws -> Number {
    try Array(text.utf8).withUnsafeBytes { bytes in
      var cursor = JSONCursor(bytes)
      let number = try body(&cursor)
      try cursor.expectEnd()
      return number
    }
  }

  @Test(arguments: [
    "0", "-0", "0.0", "1", "-1.5", "0.1", "0.16798161", "0.12345678901234567", "1e-5", "1E+5",
    "3.4028234e38", "1e39", "-1e400", "1.17549435e-38", "1e-45", "7e-46", "1e-400", "16777217",
    "9007199254740993", "123456789012345678901234567890", "0.000000000000000000000000000001",
    "0.50000002980232238769531250", "0.50000002980232238769531251", "8388608.5", "8388609.5",
  ])
  func numbersAreRoundedOnce(_ text: String) throws {
    #expect(try read(text) { c throws(JSONCursorError) in try c.float() } == Float(text))
    #expect(try read(text) { c throws(JSONCursorError) in try c.double() } == Double(text))
  }

  /// Halves between two floats, and what lies just beside them, in every length of writing.
  @Test func numbersNearTheMiddleOfTwoFloatsAreRoundedOnce() throws {
    var random = FileMutator(seed: 7)
    for _ in 0..<4000 {
      let float = Float.random(in: 1e-6...1, using: &random)
      let middle = (Double(float) + Double(float.nextUp)) / 2
      let beside = [middle.nextDown, middle, middle.nextUp, Double(float)]
      for number in beside {
        for text in ["\(number)", String(format: "%.16f", number), String(format: "%.9e", number)] {
          let read = try read(text) { c throws(JSONCursorError) in try c.float() }
          #expect(read == Float(text), "\(text)")
        }
      }
    }
  }
}
