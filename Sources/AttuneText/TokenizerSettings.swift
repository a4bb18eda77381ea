import Foundation

/// What `tokenizer_config.json` and `special_tokens_map.json` say, each key optional.
struct TokenizerSettings: Decodable {
  var doLowerCase: Bool?
  var stripAccents: Bool?
  var tokenizeChineseChars: Bool?
  var cleanText: Bool?
  var continuingSubwordPrefix: String?
  var maxInputCharsPerWord: Int?
  var unkToken: TokenText?
  var sepToken: TokenText?
  var padToken: TokenText?
  var clsToken: TokenText?
  var maskToken: TokenText?
  var addedTokensDecoder: [String: AddedTokenEntry]?

  private enum CodingKeys: String, CodingKey {
    case doLowerCase = "do_lower_case"
    case stripAccents = "strip_accents"
    case tokenizeChineseChars = "tokenize_chinese_chars"
    case cleanText = "clean_text"
    case continuingSubwordPrefix = "continuing_subword_prefix"
    case maxInputCharsPerWord = "max_input_chars_per_word"
    case unkToken = "unk_token"
    case sepToken = "sep_token"
    case padToken = "pad_token"
    case clsToken = "cls_token"
    case maskToken = "mask_token"
    case addedTokensDecoder = "added_tokens_decoder"
  }
}

/// A token written as a string, or as an object with a `content`.
struct TokenText: Decodable {
  let content: String

  private enum CodingKeys: CodingKey { case content }

  init(from decoder: any Decoder) throws {
    if let text = try? decoder.singleValueContainer().decode(String.self) {
      content = text
    } else {
      content = try decoder.container(keyedBy: CodingKeys.self)
        .decode(String.self, forKey: .content)
    }
  }
}

/// An entry of `added_tokens` (with an id) or of `added_tokens_decoder` (keyed by its id).
struct AddedTokenEntry: Decodable {
  var id: Int?
  var content: String
  var singleWord: Bool?
  var normalized: Bool?
  var special: Bool?

  private enum CodingKeys: String, CodingKey {
    case id, content, normalized, special
    case singleWord = "single_word"
  }
}

/// `tokenizer.json` without its vocabulary; truncation and padding are left unread on purpose, as
/// whoever encodes sets the limit.
struct TokenizerDocument: Decodable {
  struct Normalizer: Decodable {
    var type: String
    var cleanText: Bool?
    var handleChineseChars: Bool?
    var stripAccents: Bool?
    var lowercase: Bool?

    private enum CodingKeys: String, CodingKey {
      case type, lowercase
      case cleanText = "clean_text"
      case handleChineseChars = "handle_chinese_chars"
      case stripAccents = "strip_accents"
    }
  }

  struct PreTokenizer: Decodable { var type: String }

  struct Model: Decodable {
    var type: String?
    var unkToken: String?
    var continuingSubwordPrefix: String?
    var maxInputCharsPerWord: Int?

    private enum CodingKeys: String, CodingKey {
      case type
      case unkToken = "unk_token"
      case continuingSubwordPrefix = "continuing_subword_prefix"
      case maxInputCharsPerWord = "max_input_chars_per_word"
    }
  }

  var addedTokens: [AddedTokenEntry]?
  var normalizer: Normalizer?
  var preTokenizer: PreTokenizer?
  var model: Model

  private enum CodingKeys: String, CodingKey {
    case normalizer, model
    case addedTokens = "added_tokens"
    case preTokenizer = "pre_tokenizer"
  }
}
