import Foundation

/// An encoder's folder that cannot be used.
public enum EncoderFolderError: Error, CustomStringConvertible, Equatable {
  /// No folder of that name or path.
  case notFound(name: String, searched: [URL])
  /// The folder lacks a file.
  case missingFile(folder: URL, name: String)
  /// The folder has weights in none of the forms that are read.
  case missingWeights(folder: URL, lookedFor: [String])
  /// A file cannot be read.
  case unreadable(file: URL, reason: String)
  /// The configuration is of an architecture that is not known here.
  case unknownArchitecture(file: URL, name: String)
  /// The configuration is not JSON, or not one of this encoder.
  case malformedConfiguration(file: URL, key: String, reason: String)

  /// One line: what, where, what to do.
  public var description: String {
    switch self {
    case .notFound(let name, let searched):
      "encoder '\(name)' not found; looked at \(searched.map(\.path).joined(separator: ", ")); "
        + "give its folder, put it into one of these, or fetch it: attune models fetch \(name)"
    case .missingFile(let folder, let name):
      "\(folder.path): has no \(name); an encoder's folder holds config.json and the weights"
    case .missingWeights(let folder, let lookedFor):
      "\(folder.path): has no weights; looked for \(lookedFor.joined(separator: ", "))"
    case .unreadable(let file, let reason):
      "\(file.path): cannot be read: \(reason)"
    case .unknownArchitecture(let file, let name):
      "\(file.path): 'model_type' is '\(Self.shortened(name))', which is no encoder known here; known are "
        + EncoderFamily.allCases.map(\.rawValue).joined(separator: ", ")
    case .malformedConfiguration(let file, let key, let reason):
      "\(file.path): " + (key.isEmpty ? "" : "'\(Self.shortened(key))' ") + Self.shortened(reason)
    }
  }

  /// What comes from a file may be of any length and have line breaks.
  private static func shortened(_ text: String) -> String {
    let line = String(text.prefix(300).map { $0.isNewline ? " " : $0 })
    return line + (line.count < text.count ? "…" : "")
  }
}
