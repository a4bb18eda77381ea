import Foundation

/// An encoder's folder as the model hub lays it out: `config.json` and the weights.
public struct EncoderFolder: Sendable {
  /// The folder.
  public let url: URL

  /// Names the folder; nothing is read yet.
  public init(_ url: URL) { self.url = url }

  /// Reads and checks the configuration of a BERT encoder.
  ///
  /// - Throws: ``EncoderFolderError`` naming the file and the key.
  public func bertConfiguration() throws -> BertConfiguration {
    let configuration = try decode(BertConfiguration.self)
    try checked { try configuration.validate() }
    return configuration
  }

  /// Reads and checks the configuration of a wav2vec2 encoder.
  ///
  /// - Throws: ``EncoderFolderError`` naming the file and the key.
  public func wav2Vec2Configuration() throws -> Wav2Vec2Configuration {
    let configuration = try decode(Wav2Vec2Configuration.self)
    try checked { try configuration.validate() }
    return configuration
  }

  private var configurationFile: URL { url.appendingPathComponent("config.json") }

  private func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
    let file = configurationFile
    guard FileManager.default.fileExists(atPath: file.path) else {
      throw EncoderFolderError.missingFile(folder: url, name: file.lastPathComponent)
    }
    let data: Data
    do {
      data = try Data(contentsOf: file)
    } catch {
      throw EncoderFolderError.unreadable(file: file, reason: "\(error.localizedDescription)")
    }
    do {
      return try JSONDecoder().decode(Value.self, from: data)
    } catch let error as DecodingError {
      let (key, reason) = Self.located(error)
      throw EncoderFolderError.malformedConfiguration(file: file, key: key, reason: reason)
    }
  }

  private func checked(_ body: () throws -> Void) throws {
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
