import Foundation
import Yams

extension PipelineConfiguration {
  /// Reads the part of a run's `run.yaml` that turns a conversation turn into probabilities.
  ///
  /// - Throws: ``RunError`` if the folder is no run or its configuration cannot be read.
  public init(of run: RunFolder) throws {
    self = try Self.decode(PipelineConfiguration.self, Self.text(of: run), of: run)
    try model.validate()
  }

  /// The text of a run's configuration.
  ///
  /// - Throws: ``RunError`` if the folder is no run.
  public static func text(of run: RunFolder) throws -> String {
    guard let data = try? Data(contentsOf: run.configuration) else {
      throw RunError.notARun(run.url.path)
    }
    return String(decoding: data, as: UTF8.self)
  }

  /// Decodes a run's configuration, or a part of it.
  ///
  /// - Throws: ``RunError`` naming the key path that cannot be read.
  public static func decode<Value: Decodable>(
    _ type: Value.Type, _ yaml: String, of run: RunFolder
  ) throws -> Value {
    do {
      return try YAMLDecoder().decode(type, from: yaml)
    } catch let error as DecodingError {
      let (path, reason) = error.located
      throw RunError.configuration(
        run.configuration.path, keyPath: path.joined(separator: "."), reason: reason)
    } catch {
      throw RunError.configuration(
        run.configuration.path, keyPath: "",
        reason: String(describing: error).split(separator: "\n").joined(separator: " "))
    }
  }
}

extension DecodingError {
  /// The key path and the reason, for one line of an error message.
  public var located: (path: [String], reason: String) {
    switch self {
    case .keyNotFound(let key, let context):
      return (context.codingPath.map(\.stringValue) + [key.stringValue], "is required")
    case .typeMismatch(let type, let context):
      return (context.codingPath.map(\.stringValue), "must be \(Self.words(for: type))")
    case .valueNotFound(_, let context), .dataCorrupted(let context):
      let line = context.debugDescription.split(separator: "\n").first.map(String.init)
      return (context.codingPath.map(\.stringValue), line ?? "is not valid")
    @unknown default:
      return ([], "is not valid")
    }
  }

  private static func words(for type: Any.Type) -> String {
    switch type {
    case is Node.Sequence.Type: "a list, as [a, b]"
    case is Node.Mapping.Type: "a section with keys of its own"
    case is Node.Scalar.Type: "a single value"
    case is Int.Type: "a whole number"
    case is Double.Type: "a number"
    case is Bool.Type: "true or false"
    default: "of type \(type)"
    }
  }
}
