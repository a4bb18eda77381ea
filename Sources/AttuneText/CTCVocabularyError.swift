import Foundation

/// Why the vocabulary of a speech recogniser cannot be used.
public enum CTCVocabularyError: Error, Equatable {
  /// The folder has no `vocab.json`, so it holds no recogniser.
  case noVocabulary(folder: URL)
  /// A file cannot be read; the text says why.
  case unreadable(file: URL, reason: String)
  /// A file is not what it should be; the text says where and how.
  case malformed(file: URL, reason: String)
  /// The recogniser answers with another number of tokens than the vocabulary has.
  case wrongSize(file: URL, tokens: Int, outputs: Int)
  /// The token for "nothing new here" is not in the vocabulary.
  case noBlank(String, file: URL)
}

extension CTCVocabularyError: CustomStringConvertible {
  /// One line: what, where, and what to do.
  public var description: String {
    switch self {
    case .noVocabulary(let folder):
      "\(folder.path): has no vocab.json; give a folder of a recogniser with a CTC head, "
        + "as wav2vec2-base-960h"
    case .unreadable(let file, let reason):
      "\(file.path): cannot be read (\(reason)); check that the file exists and is readable"
    case .malformed(let file, let reason):
      "\(file.path): \(reason); take the file from the recogniser's folder again"
    case .wrongSize(let file, let tokens, let outputs):
      "\(file.path): has \(tokens) tokens, but the recogniser's head has \(outputs) outputs; "
        + "take vocabulary and weights from the same folder"
    case .noBlank(let token, let file):
      "\(file.path): has no \(token.debugDescription), the pad_token that stands for no letter; "
        + "take vocabulary and tokenizer_config.json from the same folder"
    }
  }
}
