import AttuneTestSupport
import AttuneText
import Foundation
import Testing

/// Token ids that HF's tokenizer gave, made by Scripts/fixtures/tokenizer.py.
struct ReferenceCase: Decodable {
  let text: String
  let ids: [String: [Int32]]
}

/// The folder of fixtures and what lies in it.
enum TextFixtures {
  static func folder() throws -> URL {
    try #require(Bundle.module.url(forResource: "Fixtures", withExtension: nil))
  }

  static func cases() throws -> [ReferenceCase] {
    let data = try Data(contentsOf: folder().appendingPathComponent("texts.json"))
    return try JSONDecoder().decode([ReferenceCase].self, from: data)
  }

  static func tokenizer(_ name: String) throws -> WordPieceTokenizer {
    try WordPieceTokenizer(contentsOf: folder().appendingPathComponent(name))
  }

  /// Where set-up puts the embedded encoder.
  static let embedded: URL? = {
    let parent =
      ProcessInfo.processInfo.environment["ATTUNE_MODELS"] ?? "/usr/local/share/attune/models"
    let folder = URL(fileURLWithPath: parent).appendingPathComponent("all-MiniLM-L6-v2")
    return FileManager.default.fileExists(atPath: folder.path) ? folder : nil
  }()
}

@Suite struct ReferenceTests {
  @Test(arguments: ["uncased", "cased", "accented", "stripped", "added", "multilingual"])
  func `every text becomes the tokens that HF gives`(_ name: String) throws {
    let tokenizer = try TextFixtures.tokenizer(name)
    try expectReference(tokenizer, name)
  }

  @Test(.enabled(if: TextFixtures.embedded != nil, "the embedded text encoder is absent"))
  func `the embedded encoder's tokenizer agrees with HF on every text`() throws {
    let folder = try #require(TextFixtures.embedded)
    let tokenizer = try WordPieceTokenizer(contentsOf: folder)
    #expect(tokenizer.vocabularySize == 30_522)
    try expectReference(tokenizer, "minilm")
  }

  @Test(.enabled(if: TextFixtures.embedded != nil, "the embedded text encoder is absent"))
  func `vocab txt and tokenizer json of one encoder tokenize alike`() throws {
    let folder = try #require(TextFixtures.embedded)
    try withTemporaryFolder { copy in
      for name in ["vocab.txt", "tokenizer_config.json"] {
        try FileManager.default.copyItem(
          at: folder.appendingPathComponent(name), to: copy.appendingPathComponent(name))
      }
      try expectReference(WordPieceTokenizer(contentsOf: copy), "minilm")
    }
  }

  @Test(arguments: ["uncased", "cased", "accented", "stripped", "added", "multilingual"])
  func `a tokenizer that was written and read again is the same`(_ name: String) throws {
    let tokenizer = try TextFixtures.tokenizer(name)
    try withTemporaryFolder { folder in
      try tokenizer.write(to: folder)
      try expectReference(WordPieceTokenizer(contentsOf: folder), name)
    }
  }

  private func expectReference(_ tokenizer: WordPieceTokenizer, _ name: String) throws {
    for reference in try TextFixtures.cases() {
      let expected = try #require(reference.ids[name])
      let encoded = tokenizer.encode(reference.text, maximumLength: 4096)
      let scalars = reference.text.unicodeScalars.map { String($0.value, radix: 16) }
      #expect(
        encoded.inputIDs == [tokenizer.clsTokenID] + expected + [tokenizer.sepTokenID],
        "\(scalars.joined(separator: " "))")
      #expect(encoded.numTruncated == 0)
    }
  }
}
