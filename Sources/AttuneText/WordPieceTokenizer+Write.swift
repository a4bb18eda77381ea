import AttuneCore
import Foundation

extension WordPieceTokenizer {
  /// Writes the tokenizer as `vocab.txt` and `tokenizer_config.json`, in the hub's layout.
  ///
  /// The folder must exist. Reading it again gives a tokenizer that behaves the same.
  /// - Throws: ``TokenizerError`` for a token that `vocab.txt` cannot hold; an error of the file
  ///   system otherwise.
  public func write(to folder: URL) throws {
    for token in tokens where token.utf8.contains(where: { $0 == 0x0A || $0 == 0x0D }) {
      throw TokenizerError.unwritable(token: token)
    }
    let vocabulary = tokens.map { $0 + "\n" }.joined()
    try AtomicFile.write(
      Data(vocabulary.utf8), to: folder.appendingPathComponent("vocab.txt"))
    try AtomicFile.write(
      json: WrittenSettings(self), to: folder.appendingPathComponent("tokenizer_config.json"))
  }
}

/// `tokenizer_config.json` as HF's `BertTokenizer` reads it, and three settings of our own that
/// otherwise only a `tokenizer.json` holds.
private struct WrittenSettings: Encodable {
  struct Added: Encodable {
    let content: String
    let lstrip = false
    let normalized: Bool
    let rstrip = false
    let single_word = false
    let special: Bool
  }

  let tokenizer_class = "BertTokenizer"
  let do_lower_case: Bool
  let strip_accents: Bool
  let tokenize_chinese_chars: Bool
  let clean_text: Bool
  let continuing_subword_prefix: String
  let max_input_chars_per_word: Int
  let unk_token: String
  let sep_token: String
  let pad_token: String
  let cls_token: String
  let mask_token: String
  let added_tokens_decoder: [String: Added]

  init(_ tokenizer: WordPieceTokenizer) {
    do_lower_case = tokenizer.normalizer.lowercases
    strip_accents = tokenizer.normalizer.stripsAccents
    tokenize_chinese_chars = tokenizer.normalizer.spacesIdeographs
    clean_text = tokenizer.normalizer.cleansText
    continuing_subword_prefix = tokenizer.continuationPrefix
    max_input_chars_per_word = tokenizer.maximumWordLength
    unk_token = tokenizer.special.unknown
    sep_token = tokenizer.special.separator
    pad_token = tokenizer.special.padding
    cls_token = tokenizer.special.classification
    mask_token = tokenizer.special.mask
    added_tokens_decoder = Dictionary(
      tokenizer.addedTokens.map {
        (
          String($0.id),
          Added(content: $0.content, normalized: $0.isNormalized, special: $0.isSpecial)
        )
      }, uniquingKeysWith: { first, _ in first })
  }
}
