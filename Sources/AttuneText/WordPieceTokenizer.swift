import Foundation

/// BERT's WordPiece tokenizer, token for token that of HF transformers' `BertTokenizer`.
///
/// A text is cleaned, split into words, and each word into the longest pieces of the vocabulary
/// from left to right; a word that the pieces do not cover, or one of more than 100 scalars, is
/// `[UNK]`. A special token written out in a text (`[SEP]`, in exactly that spelling) is that
/// token, as it is for HF; text from strangers that must not contain one has to be cleaned before.
///
/// - Source: Devlin et al. 2018, arXiv:1810.04805; HF tokenizers 0.23.3 as the judge of details.
public struct WordPieceTokenizer: Sendable {
  /// The id of `[PAD]`.
  public let padTokenID: Int32
  /// The id of `[CLS]`, the first of every encoded text.
  public let clsTokenID: Int32
  /// The id of `[SEP]`, the last of every encoded text.
  public let sepTokenID: Int32
  /// The id of `[UNK]`.
  public let unknownTokenID: Int32
  /// The id of `[MASK]`.
  public let maskTokenID: Int32

  /// Token by id; empty text where the vocabulary leaves an id out.
  let tokens: [String]
  let addedTokens: [AddedToken]
  let normalizer: TextNormalizer
  let special: SpecialTokens
  let continuationPrefix: String
  let maximumWordLength: Int

  private let pieces: PieceTrie
  private let literal: AddedTokenMatcher
  private let normalized: AddedTokenMatcher

  /// The size of the vocabulary, added tokens included: one more than the largest id.
  public var vocabularySize: Int { tokens.count }

  /// Reads the tokenizer of an encoder's folder.
  ///
  /// The vocabulary is that of `tokenizer.json`, else that of `vocab.txt`.
  /// `tokenizer_config.json`, where it is present, decides on lower-casing, accents, CJK and the
  /// special tokens. The truncation and padding of a `tokenizer.json` are not used.
  /// - Throws: ``TokenizerError`` when a file is missing, damaged or not a BERT tokenizer.
  public init(contentsOf folder: URL) throws {
    let source = try TokenizerFolder(contentsOf: folder)
    let special = source.special
    func id(_ token: String) throws -> Int32 {
      guard let id = source.id(of: token) else {
        throw TokenizerError.missingTokens([token], file: source.vocabularyFile)
      }
      return id
    }
    padTokenID = try id(special.padding)
    clsTokenID = try id(special.classification)
    sepTokenID = try id(special.separator)
    unknownTokenID = try id(special.unknown)
    maskTokenID = try id(special.mask)
    self.special = special
    tokens = source.tokens.map { $0 ?? "" }
    addedTokens = source.addedTokens
    let normalizer = source.normalizer
    self.normalizer = normalizer
    continuationPrefix = source.continuationPrefix
    maximumWordLength = source.maximumWordLength

    var pieces = PieceTrie()
    let prefix = Array(continuationPrefix.unicodeScalars)
    for (id, token) in source.tokens.enumerated() {
      guard let scalars = token?.unicodeScalars, !scalars.isEmpty else { continue }
      pieces.insert(scalars, root: PieceTrie.wordStart, id: Int32(id))
      if scalars.count > prefix.count, scalars.starts(with: prefix) {
        pieces.insert(
          scalars.dropFirst(prefix.count), root: PieceTrie.continuation, id: Int32(id))
      }
    }
    self.pieces = pieces
    literal = AddedTokenMatcher(addedTokens.filter { !$0.isNormalized }, normalize: Array.init)
    normalized = AddedTokenMatcher(
      addedTokens.filter(\.isNormalized), normalize: normalizer.normalize)
  }

  /// Encodes a text as `[CLS]`, its tokens and `[SEP]`.
  ///
  /// - Parameters:
  ///   - text: any text; an empty one gives `[CLS] [SEP]`.
  ///   - maximumLength: the most ids to return, special tokens included. What exceeds it is cut
  ///     off at the text's end and counted. Less than 2 counts as 2.
  public func encode(_ text: String, maximumLength: Int) -> TokenizedText {
    let ids = ids(of: text)
    let kept = min(ids.count, max(2, maximumLength) - 2)
    return TokenizedText(
      inputIDs: [clsTokenID] + ids.prefix(kept) + [sepTokenID], numTruncated: ids.count - kept)
  }

  /// The tokens of a text as the vocabulary writes them, without `[CLS]` and `[SEP]`.
  public func tokenize(_ text: String) -> [String] {
    ids(of: text).map { tokens[Int($0)] }
  }

  /// The token with an id, or `nil` where there is none.
  public func token(_ id: Int32) -> String? {
    tokens.indices.contains(Int(id)) ? tokens[Int(id)] : nil
  }

  /// The ids of a text's tokens, all of them, without `[CLS]` and `[SEP]`.
  private func ids(of text: String) -> [Int32] {
    let scalars = Array(text.unicodeScalars)
    var ids: [Int32] = []
    ids.reserveCapacity(scalars.count / 3 + 4)
    literal.split(scalars[...]) { part in
      let normal = normalizer.normalize(part)
      normalized.split(normal[...]) { part in
        normalizer.forEachWord(of: part) { appendPieces(of: $0, to: &ids) }
      } token: {
        ids.append($0)
      }
    } token: {
      ids.append($0)
    }
    return ids
  }

  /// Splits a word greedily, longest piece first; `[UNK]` when anything is left over.
  private func appendPieces(of word: ArraySlice<Unicode.Scalar>, to ids: inout [Int32]) {
    let start = ids.count
    var rest = word
    var root = PieceTrie.wordStart
    while !rest.isEmpty {
      guard word.count <= maximumWordLength, let match = pieces.longestMatch(rest, root: root)
      else {
        ids.removeSubrange(start...)
        ids.append(unknownTokenID)
        return
      }
      ids.append(match.id)
      rest = rest[match.end...]
      root = PieceTrie.continuation
    }
  }
}
