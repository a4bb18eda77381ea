import AttuneCore

/// A corpus that cannot be read, told with file, record and key path.
public enum CorpusError: Error, CustomStringConvertible, Hashable, Sendable {
  /// The folder or file does not exist or holds no conversations.
  case notACorpus(String)
  /// The file cannot be read.
  case unreadable(file: String, reason: String)
  /// The file is not JSON, from this byte in this line on.
  case malformed(file: String, byte: Int, line: Int, record: Int?, reason: String)
  /// A field is missing or of the wrong type.
  case invalidField(
    file: String, record: Int?, conversation: String?, keyPath: String, reason: String)
  /// A word that the label map does not know.
  case unknownEmotion(
    file: String, record: Int, conversation: String, word: String, labelMap: LabelMap)
  /// A folder or file that is no single raw file, where one is to be divided into splits.
  case notOneRawFile(String)
  /// The splits would be written over the file that they are made from.
  case overwritesSource(String)
  /// One id in two of the corpus's own split files.
  case sharedConversation(id: String, files: [String])

  /// One line: what, where, what to do.
  public var description: String {
    switch self {
    case .notACorpus(let path):
      "\(path): no corpus: expected train.json, json/mapped_train_data*.json or one JSON file"
    case .unreadable(let file, let reason):
      "\(file): cannot be read: \(reason)"
    case .malformed(let file, let byte, let line, let record, let reason):
      "\(file): not valid JSON at byte \(byte), line \(line)"
        + (record.map { ", in record \($0)" } ?? "") + ": \(reason); mend the file"
    case .invalidField(let file, let record, let conversation, let keyPath, let reason):
      file + Self.place(record, conversation) + (keyPath.isEmpty ? "" : ", '\(keyPath)'")
        + ": \(reason)"
    case .unknownEmotion(let file, let record, let conversation, let word, let labelMap):
      file + Self.place(record, conversation)
        + ": unknown emotion '\(word)'; the label map \(labelMap.name) has only "
        + labelMap.words.joined(separator: " ")
    case .notOneRawFile(let path):
      "\(path): splits are made from one raw file; give the path of train.json itself"
    case .overwritesSource(let path):
      "\(path): is the file to be split; choose another folder for the splits"
    case .sharedConversation(let id, let files):
      "\(files.joined(separator: " and ")): both hold conversation \(id); a conversation belongs "
        + "to one split: remove it from one of them, or let 'attune data check' quarantine it"
    }
  }

  private static func place(_ record: Int?, _ conversation: String?) -> String {
    guard let record else { return "" }
    return ", record \(record)" + (conversation.map { " (conversation \($0))" } ?? "")
  }
}
