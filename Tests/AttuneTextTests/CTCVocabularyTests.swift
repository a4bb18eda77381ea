import AttuneTestSupport
import AttuneText
import Foundation
import Testing

@Suite struct CTCVocabularyTests {
  private struct Case: Decodable {
    let vocabulary: String
    let ids: [Int]
    let text: String
  }

  private func write(
    _ vocabulary: [String: Any], settings: [String: Any]? = nil, to folder: URL
  ) throws {
    try JSONSerialization.data(withJSONObject: vocabulary)
      .write(to: folder.appendingPathComponent("vocab.json"))
    if let settings {
      try JSONSerialization.data(withJSONObject: settings)
        .write(to: folder.appendingPathComponent("tokenizer_config.json"))
    }
  }

  @Test(arguments: [("plain", 14), ("lowercased", 14), ("renamed", 13), ("spaced", 7)])
  func `Rows of tokens become the text that transformers makes of them`(
    name: String, size: Int
  ) throws {
    let folder = try TextFixtures.folder().appendingPathComponent("ctc")
    let cases = try JSONDecoder().decode(
      [Case].self, from: Data(contentsOf: folder.appendingPathComponent("cases.json"))
    ).filter { $0.vocabulary == name }
    let vocabulary = try CTCVocabulary(
      contentsOf: folder.appendingPathComponent(name), size: size)
    #expect(vocabulary.count == size)
    #expect(cases.count > 40)
    for row in cases {
      let text = vocabulary.decode(row.ids)
      #expect(text.utf8.elementsEqual(row.text.utf8), "\(row.ids): \(text), not \(row.text)")
    }
  }

  @Test(arguments: [3, 4, 6, 1_000_000_000_000])
  func `A head of another size than the vocabulary is an error`(size: Int) throws {
    try withTemporaryFolder { folder in
      try write(["<pad>": 0, "|": 1, "a": 2, "b": 3, "c": 4], to: folder)
      #expect(try CTCVocabulary(contentsOf: folder, size: 5).decode([2, 0, 2, 1, 4]) == "aa c")
      #expect(
        throws: CTCVocabularyError.wrongSize(
          file: folder.appendingPathComponent("vocab.json"), tokens: 5, outputs: size)
      ) { try CTCVocabulary(contentsOf: folder, size: size) }
    }
  }

  @Test func `Tokens that were added later count where the head has outputs for them`() throws {
    try withTemporaryFolder { folder in
      try write(["[PAD]": 1, "|": 0, "a": 2], settings: ["pad_token": "[PAD]"], to: folder)
      try Data(#"{"<s>": 3, "</s>": 4}"#.utf8)
        .write(to: folder.appendingPathComponent("added_tokens.json"))
      #expect(try CTCVocabulary(contentsOf: folder, size: 3).decode([2, 2, 1, 2]) == "aa")
      #expect(try CTCVocabulary(contentsOf: folder, size: 5).decode([3, 2, 2, 4]) == "<s>a</s>")
      #expect(throws: CTCVocabularyError.self) {
        try CTCVocabulary(contentsOf: folder, size: 6)
      }
    }
  }

  @Test func `A folder that holds no usable vocabulary is told by the file`() throws {
    try withTemporaryFolder { folder in
      let file = folder.appendingPathComponent("vocab.json")
      #expect(throws: CTCVocabularyError.noVocabulary(folder: folder)) {
        try CTCVocabulary(contentsOf: folder, size: 2)
      }
      for text in [
        "", "[]", "{\"a\": 0", "{\"eng\": {\"a\": 0}}", "{\"a\": 0.5}", "{\"a\": 0, \"b\": 0}",
      ] {
        try Data(text.utf8).write(to: file)
        let error = try #require(throws: CTCVocabularyError.self) {
          try CTCVocabulary(contentsOf: folder, size: 2)
        }
        guard case .malformed(file, _) = error else {
          Issue.record("\(text): \(error)")
          continue
        }
        #expect(!error.description.contains("\n"))
      }
      try write(["a": 0, "b": 1], to: folder)
      #expect(throws: CTCVocabularyError.noBlank("<pad>", file: file)) {
        try CTCVocabulary(contentsOf: folder, size: 2)
      }
      try write(["<pad>": 0, "b": -1], to: folder)
      #expect(throws: CTCVocabularyError.wrongSize(file: file, tokens: 2, outputs: 2)) {
        try CTCVocabulary(contentsOf: folder, size: 2)
      }
    }
  }

  @Test func `Without a word delimiter nothing is parted`() throws {
    try withTemporaryFolder { folder in
      try write(
        ["<pad>": 0, "|": 1, "a": 2], settings: ["word_delimiter_token": NSNull()], to: folder)
      #expect(try CTCVocabulary(contentsOf: folder, size: 3).decode([2, 1, 2]) == "a|a")
    }
  }
}
