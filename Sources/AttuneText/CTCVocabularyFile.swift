import Foundation

/// Reads the JSON files of a recogniser's vocabulary.
enum CTCVocabularyFile {
  /// The pairs of token and id in a file, in its order.
  static func pairs(_ file: URL) throws(CTCVocabularyError) -> [(token: String, id: Int)] {
    let data = try read(file)
    // The decoder says what is wrong; the scanner keeps tokens apart that a dictionary would merge.
    _ = try decode([String: Int].self, data, file)
    var scanner = VocabularyScanner(data)
    guard let pairs = scanner.pairs(at: []) else {
      throw .malformed(file: file, reason: "is not an object of tokens and ids")
    }
    return pairs
  }

  /// The pairs of `added_tokens.json`, none where there is no such file.
  static func addedPairs(_ folder: URL) throws(CTCVocabularyError) -> [(token: String, id: Int)] {
    let file = folder.appendingPathComponent("added_tokens.json")
    return FileManager.default.fileExists(atPath: file.path) ? try pairs(file) : []
  }

  static func decode<Value: Decodable>(
    _ type: Value.Type, _ data: Data, _ file: URL
  ) throws(CTCVocabularyError) -> Value {
    do {
      return try JSONDecoder().decode(type, from: data)
    } catch let error as DecodingError {
      throw .malformed(file: file, reason: error.keyPathAndReason)
    } catch {
      throw .malformed(file: file, reason: "not valid JSON")
    }
  }

  static func read(_ file: URL) throws(CTCVocabularyError) -> Data {
    do {
      return try Data(contentsOf: file)
    } catch {
      throw .unreadable(file: file, reason: error.localizedDescription)
    }
  }
}
