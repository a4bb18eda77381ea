import AttuneCore
import Foundation

/// Why a medium cannot be used.
///
/// Every case names the file; `description` is one line for a user, ``condition`` is what a
/// corpus audit counts.
public enum MediaError: Error, Equatable, Sendable {
  /// No file is there.
  case missing(URL)
  /// The file has no bytes.
  case empty(URL)
  /// The file is there and cannot be opened or decoded, for the reason given.
  case unreadable(URL, reason: String)
  /// The file can be opened and has no stream of the modality asked for.
  case noStream(URL, Modality)
  /// The stream is there and holds no sample or frame.
  case zeroLength(URL, Modality)
  /// The settings ask for what no clip can give; the file was not opened.
  case invalidSettings(String)

  /// The state of the file as a corpus audit counts it.
  public var condition: MediaCondition {
    switch self {
    case .missing: .missing
    case .empty: .empty
    case .unreadable(_, let reason): .unreadable(reason)
    case .noStream(_, let modality): .noStream(modality)
    case .zeroLength: .zeroLength
    case .invalidSettings(let reason): .unreadable(reason)
    }
  }
}

extension MediaError: CustomStringConvertible {
  /// One line: which file, what is wrong, what to do.
  public var description: String {
    switch self {
    case .missing(let url):
      "\(line(url)): the file is missing; check the path"
    case .empty(let url):
      "\(line(url)): the file is empty (0 bytes); copy it again from its source"
    case .unreadable(let url, let reason):
      "\(line(url)): cannot be read: \(reason); replace the file or leave it out"
    case .noStream(let url, .audio):
      "\(line(url)): has no audio stream; give a file with sound or leave the sound out"
    case .noStream(let url, let modality):
      "\(line(url)): has no \(modality.rawValue) stream; give a file with pictures or leave it out"
    case .zeroLength(let url, let modality):
      "\(line(url)): its \(modality.rawValue) stream is of zero length; replace the file"
    case .invalidSettings(let reason):
      "media settings: \(reason)"
    }
  }

  /// The path, kept on one line whatever characters it has.
  private func line(_ url: URL) -> String {
    url.path.replacingOccurrences(of: "\n", with: "\\n")
  }
}
