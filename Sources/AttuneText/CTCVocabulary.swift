import Foundation

/// The tokens of a speech recogniser, and how a row of them becomes words.
///
/// A recogniser that was trained with connectionist temporal classification (Graves et al. 2006)
/// answers with one token a frame, most of them the blank: equal neighbours are one token, blanks
/// only part what would else be one, and what is left is joined. The folder's `vocab.json` has the
/// tokens, `tokenizer_config.json` says which of them is the blank and which parts words.
public struct CTCVocabulary: Sendable {
  /// The id of the blank.
  public let blankID: Int
  private let tokens: [String]
  private let settings: CTCTokenizerSettings

  /// Reads the vocabulary of a folder.
  ///
  /// Tokens that `added_tokens.json` or `tokenizer_config.json` add count where `vocab.json` alone
  /// is smaller than the head.
  ///
  /// - Parameter size: outputs of the recogniser's head; every one of them must have its token.
  /// - Throws: ``CTCVocabularyError``.
  public init(contentsOf folder: URL, size: Int) throws {
    let file = folder.appendingPathComponent("vocab.json")
    guard FileManager.default.fileExists(atPath: file.path) else {
      throw CTCVocabularyError.noVocabulary(folder: folder)
    }
    settings = try CTCTokenizerSettings(contentsOf: folder)
    let given = try CTCVocabularyFile.pairs(file)
    var byID: [Int: String] = [:]
    for (token, id) in given {
      guard byID.updateValue(token, forKey: id) == nil else {
        throw CTCVocabularyError.malformed(file: file, reason: "two tokens have the id \(id)")
      }
    }
    if byID.count < size {
      let added = try CTCVocabularyFile.addedPairs(folder) + settings.addedTokens
      for (token, id) in added where byID[id] == nil && id < size { byID[id] = token }
    }
    guard byID.count == size, byID.keys.allSatisfy({ (0..<size).contains($0) }) else {
      throw CTCVocabularyError.wrongSize(file: file, tokens: byID.count, outputs: size)
    }
    tokens = byID.sorted { $0.key < $1.key }.map(\.value)
    let blank = settings.blank
    guard let blankID = tokens.firstIndex(where: { $0.utf8.elementsEqual(blank.utf8) }) else {
      throw CTCVocabularyError.noBlank(blank, file: file)
    }
    self.blankID = blankID
  }

  /// Number of tokens.
  public var count: Int { tokens.count }

  /// Joins the tokens of consecutive frames into words.
  ///
  /// - Parameter ids: the best token of each frame; ids beyond the vocabulary are passed over.
  public func decode(_ ids: [Int]) -> String {
    var text = ""
    var last: Int?
    for id in ids where id != last {
      last = id
      guard id != blankID, tokens.indices.contains(id) else { continue }
      text += settings.isDelimiter(tokens[id]) ? settings.space : tokens[id]
    }
    return settings.finish(text)
  }
}
