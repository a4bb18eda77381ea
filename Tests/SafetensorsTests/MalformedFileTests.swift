import AttuneTestSupport
import Foundation
import Safetensors
import Testing

/// A file that must be refused, and how.
struct MalformedFile: CustomTestStringConvertible, Sendable {
  let testDescription: String
  let bytes: [UInt8]
  let problem: SafetensorsError.Problem
  let tensor: String?

  init(
    _ name: String, _ bytes: [UInt8], _ problem: SafetensorsError.Problem, tensor: String? = nil
  ) {
    (testDescription, self.bytes, self.problem, self.tensor) = (name, bytes, problem, tensor)
  }

  private static let sizes = "an array of sizes that are not negative"
  private static let positions = "two byte positions, the first not after the second"

  private static func notJSON(_ name: String, _ header: String, _ reason: String, _ byte: Int)
    -> MalformedFile
  {
    MalformedFile(name, fileBytes(header), .headerNotJSON(reason: reason, byte: byte))
  }

  private static func field(
    _ name: String, _ entry: String, _ field: String, _ expected: String
  ) -> MalformedFile {
    MalformedFile(
      name, fileBytes("{\(entry)}", buffer: 8), .invalidField(name: field, expected: expected),
      tensor: "a")
  }

  static let frames: [MalformedFile] = [
    .init("empty", [], .tooShort(fileBytes: 0)),
    .init("seven bytes", [2, 0, 0, 0, 0, 0, 0], .tooShort(fileBytes: 7)),
    .init(
      "header of more than 100 MB", fileBytes("{}", headerLength: 100_000_001),
      .headerTooLarge(headerBytes: 100_000_001)),
    .init(
      "header length of all ones", fileBytes("{}", headerLength: .max),
      .headerTooLarge(headerBytes: .max)),
    .init(
      "header behind the end", fileBytes("{}", headerLength: 3),
      .headerOutsideFile(headerBytes: 3, fileBytes: 10)),
    .init("no UTF-8", fileBytes([0x7B, 0x22, 0xFF, 0x22, 0x7D]), .headerNotUTF8),
    .init("an array", fileBytes("[]"), .headerNotObject),
    .init("space before the object", fileBytes(" {}"), .headerNotObject),
    .init(
      "bytes behind the last tensor", fileBytes("{\(entry())}", buffer: 9),
      .bufferMismatch(tensorBytes: 8, bufferBytes: 9)),
    .init(
      "cut short", fileBytes("{\(entry())}", buffer: 7),
      .bufferMismatch(tensorBytes: 8, bufferBytes: 7)),
    .init(
      "bytes without tensors", fileBytes("{}", buffer: 1),
      .bufferMismatch(tensorBytes: 0, bufferBytes: 1)),
  ]

  static let syntax: [MalformedFile] = [
    notJSON("no header", "", "unexpected end", 0),
    notJSON("object without end", "{", "a name must be a string", 1),
    notJSON("two objects", "{}{}", "more than one value", 2),
    notJSON("comma at the end", "{\"a\":1,}", "a name must be a string", 7),
    notJSON("no colon", "{\"a\" 1}", "no colon after a name", 5),
    notJSON("no comma", "{\"a\":1 \"b\":2}", "no comma between members", 7),
    notJSON("array without end", "{\"a\":[1", "no comma between elements", 7),
    notJSON("minus alone", "{\"a\":-}", "a digit is missing", 6),
    notJSON("leading zero", "{\"a\":01}", "no comma between members", 6),
    notJSON("string without end", "{\"a", "a string does not end", 3),
    notJSON("line break in a string", "{\"a\n\":1}", "a control character in a string", 4),
    notJSON("unknown escape", "{\"\\x\":1}", "an unknown escape", 4),
    notJSON("half a surrogate pair", "{\"\\ud800\":1}", "half a surrogate pair", 8),
    notJSON("wrong surrogate pair", "{\"\\ud800\\u0041\":1}", "half a surrogate pair", 14),
    notJSON(
      "escape of three digits", "{\"\\u004\":1}", "an escape without four hexadecimal digits", 4),
    notJSON("escape without end", "{\"\\u00", "an escape does not end", 4),
    notJSON("a bare word", "{\"a\":nil}", "unexpected character", 5),
    notJSON(
      "deep nesting", "{\"a\":" + String(repeating: "[", count: 100_000), "nested too deeply", 36),
  ]

  static let fields: [MalformedFile] = [
    .init(
      "entry that is no object", fileBytes("{\"a\":1}"),
      .invalidField(name: "the entry", expected: "an object"), tensor: "a"),
    field(
      "no dtype", "\"a\":{\"shape\":[2],\"data_offsets\":[0,8]}", "dtype", "text"),
    field("no shape", "\"a\":{\"dtype\":\"F32\",\"data_offsets\":[0,8]}", "shape", sizes),
    field("no offsets", "\"a\":{\"dtype\":\"F32\",\"shape\":[2]}", "data_offsets", positions),
    field("negative size", entry("a", "F32", "[-2]"), "shape", sizes),
    field("fractional size", entry("a", "F32", "[2.0]"), "shape", sizes),
    field("size above 64 bits", entry("a", "F32", "[18446744073709551618]"), "shape", sizes),
    field("shape that is a number", entry("a", "F32", "2"), "shape", sizes),
    field("size that is text", entry("a", "F32", "[\"2\"]"), "shape", sizes),
    field("one offset", entry("a", "F32", "[2]", "[8]"), "data_offsets", positions),
    field("three offsets", entry("a", "F32", "[2]", "[0,4,8]"), "data_offsets", positions),
    field("offsets that fall", entry("a", "F32", "[2]", "[8,0]"), "data_offsets", positions),
    field("negative offset", entry("a", "F32", "[2]", "[-8,0]"), "data_offsets", positions),
    .init(
      "unknown dtype", fileBytes("{\(entry("a", "F31"))}", buffer: 8), .unknownDType("F31"),
      tensor: "a"),
    .init(
      "shape that overflows", fileBytes("{\(entry("a", "U8", "[4294967296,4294967296]"))}"),
      .sizeOverflow(shape: [1 << 32, 1 << 32]), tensor: "a"),
    .init(
      "bytes that overflow", fileBytes("{\(entry("a", "F64", "[4611686018427387904]"))}"),
      .sizeOverflow(shape: [1 << 62]), tensor: "a"),
    .init(
      "shape of another size", fileBytes("{\(entry("a", "F32", "[3]"))}", buffer: 8),
      .sizeMismatch(expectedBytes: 12, actualBytes: 8), tensor: "a"),
    .init(
      "field twice",
      fileBytes(
        #"{"a":{"dtype":"F32","dtype":"F32","shape":[2],"data_offsets":[0,8]}}"#, buffer: 8),
      .duplicateName, tensor: "a"),
  ]

  static let tables: [MalformedFile] = [
    .init(
      "tensor twice", fileBytes("{\(entry()),\(entry("a", "F32", "[2]", "[8,16]"))}", buffer: 16),
      .duplicateName, tensor: "a"),
    .init(
      "tensor twice, once escaped", fileBytes("{\(entry()),\(entry("\\u0061"))}", buffer: 8),
      .duplicateName, tensor: "a"),
    .init(
      "first tensor not at the start",
      fileBytes("{\(entry("a", "F32", "[2]", "[4,12]"))}", buffer: 12),
      .gapOrOverlap(expectedStart: 0, actualStart: 4), tensor: "a"),
    .init(
      "gap", fileBytes("{\(entry()),\(entry("b", "F32", "[2]", "[12,20]"))}", buffer: 20),
      .gapOrOverlap(expectedStart: 8, actualStart: 12), tensor: "b"),
    .init(
      "overlap", fileBytes("{\(entry()),\(entry("b", "F32", "[2]", "[4,12]"))}", buffer: 12),
      .gapOrOverlap(expectedStart: 8, actualStart: 4), tensor: "b"),
    .init(
      "the same bytes twice", fileBytes("{\(entry()),\(entry("b"))}", buffer: 8),
      .gapOrOverlap(expectedStart: 8, actualStart: 0), tensor: "b"),
    .init(
      "metadata that is an array", fileBytes(#"{"__metadata__":[]}"#),
      .invalidMetadata(reason: "it is not an object")),
    .init(
      "metadata with a number", fileBytes(#"{"__metadata__":{"k":1}}"#),
      .invalidMetadata(reason: "the value of k is not text")),
    .init(
      "metadata key twice", fileBytes(#"{"__metadata__":{"k":"1","k":"2"}}"#),
      .invalidMetadata(reason: "k occurs twice")),
    .init(
      "metadata twice", fileBytes(#"{"__metadata__":{},"__metadata__":{}}"#), .duplicateName,
      tensor: "__metadata__"),
  ]
}

@Suite struct MalformedFileTests {
  @Test(arguments: MalformedFile.frames + MalformedFile.syntax)
  func `A file whose frame is wrong is refused with the reason`(_ file: MalformedFile) throws {
    try expectRefusal(of: file)
  }

  @Test(arguments: MalformedFile.fields + MalformedFile.tables)
  func `A file whose table is wrong is refused with the tensor and the reason`(
    _ file: MalformedFile
  ) throws {
    try expectRefusal(of: file)
  }

  private func expectRefusal(of file: MalformedFile) throws {
    try withTemporaryFolder { folder in
      let error = #expect(throws: SafetensorsError.self) { try open(file.bytes, in: folder) }
      #expect(error?.problem == file.problem)
      #expect(error?.tensor == file.tensor)
      try expectOneLine(error)
    }
  }

  /// What a person reads: one line that names the file and, where there is one, the tensor.
  private func expectOneLine(_ error: SafetensorsError?) throws {
    let error = try #require(error)
    #expect(error.description.contains("case.safetensors"))
    #expect(!error.description.contains { $0.isNewline })
    #expect(error.description.utf8.count < 1000)
    if let tensor = error.tensor { #expect(error.description.contains(tensor)) }
  }

  @Test func `A missing file, a folder and a pipe are unreadable, and nothing hangs`() throws {
    try withTemporaryFolder { folder in
      let pipe = folder.appendingPathComponent("pipe")
      #expect(mkfifo(pipe.path, 0o600) == 0)
      for url in [folder.appendingPathComponent("missing"), folder, pipe] {
        let error = #expect(throws: SafetensorsError.self) {
          try SafetensorsFile(contentsOf: url)
        }
        guard case .unreadable = error?.problem else {
          Issue.record("\(url.path): \(String(describing: error))")
          continue
        }
      }
    }
  }

  @Test func `The message of a wrong size names file, tensor and both numbers`() throws {
    try withTemporaryFolder { folder in
      let bytes = fileBytes("{\(entry("layer\\n0", "F32", "[3]"))}", buffer: 8)
      let error = #expect(throws: SafetensorsError.self) { try open(bytes, in: folder) }
      #expect(
        error?.description
          == "\(folder.path)/case.safetensors: tensor layer\u{FFFD}0: "
          + "shape and dtype take 12 bytes, but data_offsets enclose 8")
    }
  }
}
