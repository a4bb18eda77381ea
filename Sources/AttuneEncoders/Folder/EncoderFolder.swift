import AttuneText
import Foundation

/// An encoder's folder as the model hub lays it out: `config.json` and the weights.
public struct EncoderFolder: Sendable {
  /// The folder.
  public let url: URL

  /// Names the folder; nothing is read yet.
  public init(_ url: URL) { self.url = url }

  /// Reads which architecture the folder's configuration is of.
  ///
  /// - Throws: ``EncoderFolderError`` naming the file, and the architecture if it is unknown.
  public func family() throws -> EncoderFamily {
    struct Architecture: Decodable {
      let modelType: String
      enum CodingKeys: String, CodingKey { case modelType = "model_type" }
    }
    let name = try decode(Architecture.self).modelType
    guard let family = EncoderFamily(rawValue: name) else {
      throw EncoderFolderError.unknownArchitecture(file: configurationFile, name: name)
    }
    return family
  }

  /// Reads and checks the configuration of a BERT encoder.
  ///
  /// - Throws: ``EncoderFolderError`` naming the file and the key.
  public func bertConfiguration() throws -> BertConfiguration {
    let configuration = try decode(BertConfiguration.self)
    try checked { try configuration.validate() }
    return configuration
  }

  /// Reads and checks the configuration of a wav2vec2 or HuBERT encoder.
  ///
  /// - Throws: ``EncoderFolderError`` naming the file and the key.
  public func wav2Vec2Configuration() throws -> Wav2Vec2Configuration {
    let configuration = try decode(Wav2Vec2Configuration.self)
    try checked { try configuration.validate() }
    return configuration
  }

  /// Reads the tokenizer of a BERT encoder.
  ///
  /// - Throws: `TokenizerError` if there is none, or ``EncoderFolderError`` if it has more tokens
  ///   than the encoder.
  public func tokenizer(for configuration: BertConfiguration) throws -> WordPieceTokenizer {
    let tokenizer = try WordPieceTokenizer(contentsOf: url)
    guard tokenizer.vocabularySize <= configuration.vocabularySize else {
      throw EncoderFolderError.malformedConfiguration(
        file: configurationFile, key: "vocab_size",
        reason: "is \(configuration.vocabularySize), but the folder's tokenizer has "
          + "\(tokenizer.vocabularySize) tokens; take both from the same encoder")
    }
    return tokenizer
  }

  private var configurationFile: URL { url.appendingPathComponent("config.json") }

  func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
    guard let value = try decode(type, of: configurationFile.lastPathComponent) else {
      throw EncoderFolderError.missingFile(
        folder: url, name: configurationFile.lastPathComponent)
    }
    return value
  }

  /// Decodes a JSON file of the folder; `nil` where there is none of that name.
  func decode<Value: Decodable>(_ type: Value.Type, of name: String) throws -> Value? {
    let file = url.appendingPathComponent(name)
    guard FileManager.default.fileExists(atPath: file.path) else { return nil }
    let data = try bytes(of: file)
    do {
      return try JSONDecoder().decode(Value.self, from: data)
    } catch let error as DecodingError {
      let (key, reason) = Self.located(error)
      throw EncoderFolderError.malformedConfiguration(file: file, key: key, reason: reason)
    }
  }

  /// A file of settings; the largest published ones have a few megabytes.
  private func bytes(of file: URL) throws -> Data {
    let maximumBytes = 64_000_000
    do {
      let count =
        try file.resolvingSymlinksInPath().resourceValues(forKeys: [.fileSizeKey]).fileSize ?? 0
      guard count <= maximumBytes else {
        throw EncoderFolderError.unreadable(
          file: file, reason: "it has \(count) bytes, more than any file of its kind")
      }
      return try Data(contentsOf: file)
    } catch let error as EncoderFolderError {
      throw error
    } catch {
      throw EncoderFolderError.unreadable(file: file, reason: "\(error.localizedDescription)")
    }
  }

  func checked(_ body: () throws -> Void) throws {
    do {
      try body()
    } catch let error as EncoderConfigurationError {
      throw EncoderFolderError.malformedConfiguration(
        file: configurationFile, key: error.key, reason: error.reason)
    }
  }

  private static func located(_ error: DecodingError) -> (key: String, reason: String) {
    func joined(_ path: [any CodingKey]) -> String {
      path.map(\.stringValue).joined(separator: ".")
    }
    switch error {
    case .keyNotFound(let key, let context):
      return (joined(context.codingPath + [key]), "is missing")
    case .typeMismatch(let type, let context):
      return (joined(context.codingPath), "is not of type \(type)")
    case .valueNotFound(let type, let context):
      return (joined(context.codingPath), "is null, but must be of type \(type)")
    case .dataCorrupted(let context):
      let reason = context.codingPath.isEmpty ? "is not valid JSON" : context.debugDescription
      return (joined(context.codingPath), reason)
    @unknown default:
      return ("", "is not valid")
    }
  }
}
