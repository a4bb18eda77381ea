import Foundation

/// What `tokenizer_config.json` and `special_tokens_map.json` say of a recogniser's tokens; keys
/// left out have the defaults of upstream's `Wav2Vec2CTCTokenizer`.
struct CTCTokenizerSettings: Sendable {
  private(set) var blank = "<pad>"
  private(set) var delimiter: String? = "|"
  private(set) var space = " "
  private(set) var lowercases = false
  private(set) var tidiesSpaces = false
  private(set) var addedTokens: [(token: String, id: Int)] = []

  private struct Entries: Decodable {
    var padToken: TokenText?
    var wordDelimiterToken: TokenText?
    var hasDelimiter: Bool
    var replaceWordDelimiterChar: String?
    var doLowerCase: Bool?
    var cleanUpTokenizationSpaces: Bool?
    var addedTokensDecoder: [String: AddedTokenEntry]?

    private enum CodingKeys: String, CodingKey {
      case padToken = "pad_token"
      case wordDelimiterToken = "word_delimiter_token"
      case replaceWordDelimiterChar = "replace_word_delimiter_char"
      case doLowerCase = "do_lower_case"
      case cleanUpTokenizationSpaces = "clean_up_tokenization_spaces"
      case addedTokensDecoder = "added_tokens_decoder"
    }

    init(from decoder: any Decoder) throws {
      let values = try decoder.container(keyedBy: CodingKeys.self)
      padToken = try values.decodeIfPresent(TokenText.self, forKey: .padToken)
      wordDelimiterToken = try values.decodeIfPresent(TokenText.self, forKey: .wordDelimiterToken)
      hasDelimiter = values.contains(.wordDelimiterToken)
      replaceWordDelimiterChar = try values.decodeIfPresent(
        String.self, forKey: .replaceWordDelimiterChar)
      doLowerCase = try values.decodeIfPresent(Bool.self, forKey: .doLowerCase)
      cleanUpTokenizationSpaces = try values.decodeIfPresent(
        Bool.self, forKey: .cleanUpTokenizationSpaces)
      addedTokensDecoder = try values.decodeIfPresent(
        [String: AddedTokenEntry].self, forKey: .addedTokensDecoder)
    }
  }

  /// Reads the two files of a folder; either may be absent.
  init(contentsOf folder: URL) throws(CTCVocabularyError) {
    for name in ["special_tokens_map.json", "tokenizer_config.json"] {
      let file = folder.appendingPathComponent(name)
      guard FileManager.default.fileExists(atPath: file.path) else { continue }
      let entries = try CTCVocabularyFile.decode(
        Entries.self, CTCVocabularyFile.read(file), file)
      blank = entries.padToken?.content ?? blank
      // `null` says that no token parts words.
      if entries.hasDelimiter { delimiter = entries.wordDelimiterToken?.content }
      space = entries.replaceWordDelimiterChar ?? space
      lowercases = entries.doLowerCase ?? lowercases
      tidiesSpaces = entries.cleanUpTokenizationSpaces ?? tidiesSpaces
      addedTokens = (entries.addedTokensDecoder ?? [:]).compactMap { key, entry in
        Int(key).map { (entry.content, $0) }
      }.sorted { $0.1 < $1.1 }
    }
  }

  /// Whether a token parts two words.
  func isDelimiter(_ token: String) -> Bool {
    // `==` alone would accept a canonically equivalent spelling.
    delimiter.map { $0.utf8.elementsEqual(token.utf8) } ?? false
  }

  /// Joined tokens as the text that is given out.
  func finish(_ joined: String) -> String {
    var text = Self.trimmed(joined)
    if lowercases { text = text.lowercased() }
    guard tidiesSpaces else { return text }
    for (spaced, tidy) in Self.tidyings {
      text = text.replacingOccurrences(of: spaced, with: tidy, options: .literal)
    }
    return text
  }

  private static let tidyings = [
    (" .", "."), (" ?", "?"), (" !", "!"), (" ,", ","), (" ' ", "'"), (" n't", "n't"),
    (" 'm", "'m"), (" 's", "'s"), (" 've", "'ve"), (" 're", "'re"),
  ]

  private static func trimmed(_ text: String) -> String {
    func isSpace(_ scalar: Unicode.Scalar) -> Bool {
      scalar.properties.isWhitespace || (0x1C...0x1F).contains(scalar.value)
    }
    let scalars = text.unicodeScalars.drop(while: isSpace)
    let kept = scalars.lastIndex { !isSpace($0) }.map { scalars[...$0] }
    return kept.map { String($0) } ?? ""
  }
}
