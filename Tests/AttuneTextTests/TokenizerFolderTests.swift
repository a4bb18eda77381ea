import AttuneTestSupport
import AttuneText
import Foundation
import Testing

@Suite struct TokenizerFolderTests {
  private let special = "[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\n"

  /// Reads a tokenizer from a folder that holds `files`, by name.
  private func read(_ files: [String: Data]) throws -> WordPieceTokenizer {
    try withTemporaryFolder { folder in
      for (name, data) in files {
        try data.write(to: folder.appendingPathComponent(name))
      }
      return try WordPieceTokenizer(contentsOf: folder)
    }
  }

  /// A `tokenizer.json` with these vocabulary entries after the five special tokens.
  private func document(
    model: String = "WordPiece", normalizer: String = "BertNormalizer", vocabulary: String
  ) -> Data {
    Data(
      """
      {"truncation": {"max_length": 3}, "padding": {"strategy": {"Fixed": 3}},
       "normalizer": {"type": "\(normalizer)", "lowercase": true, "strip_accents": false},
       "pre_tokenizer": {"type": "BertPreTokenizer"},
       "model": {"type": "\(model)", "extra": [1, {"vocab": "}\\""}], "vocab": {
         "[PAD]": 0, "[UNK]": 1, "[CLS]": 2, "[SEP]": 3, "[MASK]": 4, \(vocabulary)}}}
      """.utf8)
  }

  @Test func `an empty folder has no vocabulary`() {
    #expect {
      try read([:])
    } throws: { error in
      guard case TokenizerError.noVocabulary = error else { return false }
      return true
    }
  }

  @Test func `missing special tokens are all named`() {
    #expect {
      try read(["vocab.txt": Data("[PAD]\n[UNK]\n[SEP]\n[CLS] \na\n".utf8)])
    } throws: { error in
      guard case TokenizerError.missingTokens(let tokens, _) = error else { return false }
      return tokens == ["[CLS]", "[MASK]"]
    }
  }

  @Test func `a special token that the configuration renames is looked up by its new name`() throws
  {
    let settings = #"{"unk_token": "<unk>", "mask_token": {"content": "<mask>", "lstrip": true}}"#
    let vocabulary = "[PAD]\n<unk>\n[CLS]\n[SEP]\n<mask>\na\n"
    let tokenizer = try read([
      "vocab.txt": Data(vocabulary.utf8), "tokenizer_config.json": Data(settings.utf8),
    ])
    #expect(tokenizer.tokenize("a <mask> zzz") == ["a", "<mask>", "<unk>"])
  }

  @Test func `a vocabulary that is not UTF-8 is refused with its line`() {
    #expect {
      try read(["vocab.txt": Data(special.utf8) + [0xFF, 0x0A]])
    } throws: { error in
      guard case TokenizerError.malformed(_, let reason) = error else { return false }
      return reason.contains("line 6")
    }
  }

  @Test func `carriage returns at line ends are not part of a token`() throws {
    let text = (special + "a\nb\n").replacingOccurrences(of: "\n", with: "\r\n")
    #expect(try read(["vocab.txt": Data(text.utf8)]).tokenize("b a") == ["b", "a"])
  }

  @Test func `a repeated token has the id of its last line`() throws {
    let tokenizer = try read(["vocab.txt": Data((special + "a\nb\na\n").utf8)])
    #expect(tokenizer.encode("a", maximumLength: 8).inputIDs == [2, 7, 3])
  }

  @Test func `truncation and padding of the file are not used`() throws {
    let tokenizer = try read(["tokenizer.json": document(vocabulary: #""a": 5"#)])
    #expect(tokenizer.encode("a a a a a", maximumLength: 16).inputIDs.count == 7)
    #expect(tokenizer.encode("a", maximumLength: 16).inputIDs.count == 3)
  }

  @Test func `tokens that are canonically equivalent stay two`() throws {
    let vocabulary = #""é": 5, "e\u0301": 6, "\"": 7, "\\": 8, "/": 9"#
    let tokenizer = try read(["tokenizer.json": document(vocabulary: vocabulary)])
    #expect(
      tokenizer.encode("é e\u{301} \" \\ /", maximumLength: 16).inputIDs.dropFirst().dropLast()
        == [5, 6, 7, 8, 9])
  }

  @Test(arguments: ["BPE", "Unigram"])
  func `another kind of model is refused with its key path`(_ model: String) {
    #expect {
      try read(["tokenizer.json": document(model: model, vocabulary: #""a": 5"#)])
    } throws: { error in
      guard case TokenizerError.unsupported(_, "model.type", let value) = error else {
        return false
      }
      return value == model
    }
  }

  @Test func `another normalizer is refused with its key path`() {
    #expect {
      try read(["tokenizer.json": document(normalizer: "Sequence", vocabulary: #""a": 5"#)])
    } throws: { error in
      guard case TokenizerError.unsupported(_, "normalizer.type", "Sequence") = error else {
        return false
      }
      return true
    }
  }

  @Test(arguments: [
    "", "{", "[]", "{}", #"{"model": {}}"#, #"{"model": {"type": "WordPiece", "vocab": []}}"#,
    "not JSON", "\u{0}",
  ])
  func `a damaged tokenizer json is an error that names the file`(_ text: String) {
    #expect(throws: TokenizerError.self) { try read(["tokenizer.json": Data(text.utf8)]) }
  }

  @Test(arguments: [#""a": -1"#, #""a": 99999999999"#, #""a": 1.5"#, #""a": "b""#, #""a": null"#])
  func `an id that cannot be one is an error`(_ entry: String) {
    #expect(throws: TokenizerError.self) {
      try read(["tokenizer.json": document(vocabulary: entry)])
    }
  }

  @Test func `a damaged configuration is an error and not a default`() {
    for text in ["{", #"{"do_lower_case": "yes"}"#, #"{"unk_token": 7}"#] {
      #expect(throws: TokenizerError.self) {
        try read(["vocab.txt": Data(special.utf8), "tokenizer_config.json": Data(text.utf8)])
      }
    }
  }

  @Test func `every message is one line and names the file`() throws {
    do {
      _ = try read(["vocab.txt": Data("a\n".utf8)])
      Issue.record("read a vocabulary without special tokens")
    } catch {
      #expect("\(error)".contains("vocab.txt") && "\(error)".contains("[UNK]"))
      #expect(!"\(error)".contains("\n"))
    }
  }
}
