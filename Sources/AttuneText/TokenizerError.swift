import Foundation

/// Why a tokenizer could not be read from a folder, or written to one.
public enum TokenizerError: Error, Equatable {
  /// The folder has neither `vocab.txt` nor `tokenizer.json`.
  case noVocabulary(folder: URL)
  /// A file cannot be read; the text says why.
  case unreadable(file: URL, reason: String)
  /// A file is not what it should be; the text says where and how.
  case malformed(file: URL, reason: String)
  /// The file describes another kind of tokenizer; key path and value as found.
  case unsupported(file: URL, keyPath: String, value: String)
  /// Tokens that BERT needs are not in the vocabulary.
  case missingTokens([String], file: URL)
  /// A file of texts is not UTF-8; the line counts from 1.
  case malformedText(file: URL, line: Int)
  /// A token that `vocab.txt` cannot hold, because it contains a line break.
  case unwritable(token: String)
}

extension TokenizerError: CustomStringConvertible {
  /// One line: what, where, and what to do.
  public var description: String {
    switch self {
    case .noVocabulary(let folder):
      "\(folder.path): no vocab.txt and no tokenizer.json; "
        + "give a folder that holds a BERT encoder as the hub lays it out"
    case .unreadable(let file, let reason):
      "\(file.path): cannot be read (\(reason)); check that the file exists and is readable"
    case .malformed(let file, let reason):
      "\(file.path): \(reason); take the file from the encoder's folder again"
    case .unsupported(let file, let keyPath, let value):
      "\(file.path): \(keyPath) is \(value), which is not BERT's WordPiece tokenizer; "
        + "choose an encoder of the BERT family"
    case .missingTokens(let tokens, let file):
      "\(file.path): the vocabulary has no \(tokens.joined(separator: ", ")); "
        + "take vocabulary and tokenizer_config.json from the same encoder"
    case .malformedText(let file, let line):
      "\(file.path): line \(line) is not UTF-8; convert the file"
    case .unwritable(let token):
      "the token \(token.debugDescription) contains a line break, which vocab.txt cannot hold; "
        + "remove it from the vocabulary"
    }
  }
}
