import AttuneTestSupport
import AttuneText
import Foundation
import Testing

@Suite struct TextLinesTests {
  private func lines(_ bytes: Data) throws -> [String] {
    try withTemporaryFolder { folder in
      let file = folder.appendingPathComponent("texts.txt")
      try bytes.write(to: file)
      return Array(try TextLines(contentsOf: file))
    }
  }

  @Test(
    arguments: [
      ("", []), ("\n", [""]), ("a", ["a"]), ("a\n", ["a"]), ("a\n\n", ["a", ""]),
      ("\n\na", ["", "", "a"]), ("a\r\nb\r\n", ["a", "b"]), ("a\rb\n", ["a\rb"]),
      ("a\u{2028}b\u{85}c\n", ["a\u{2028}b\u{85}c"]), ("\u{0}\t\n", ["\u{0}\t"]),
    ] as [(String, [String])])
  func `A line ends at a line feed and nowhere else`(text: String, expected: [String]) throws {
    #expect(try lines(Data(text.utf8)) == expected)
  }

  @Test func `A line that is not UTF-8 is an error that names it`() {
    let error = #expect(throws: TokenizerError.self) {
      try lines(Data("a\nb\n".utf8) + [0xC3, 0x0A])
    }
    guard case .malformedText(_, line: 3) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }

  @Test func `A file that is not there is an error that names it`() {
    let error = #expect(throws: TokenizerError.self) {
      try TextLines(contentsOf: URL(fileURLWithPath: "/no/such/texts.txt"))
    }
    #expect(error?.description.contains("/no/such/texts.txt") == true)
  }
}
