import Foundation

/// Why a corpus could not be made.
public enum SynthesisError: Error, Hashable {
  /// The output folder exists and holds something already.
  case folderNotEmpty(String)
  /// A file or folder cannot be written: its path and the reason.
  case cannotWrite(String, String)
  /// A setting is out of its range: its name, its value and what is allowed.
  case invalidSetting(String, String, String)
  /// espeak-ng or its voice data is missing or refuses.
  case speechUnavailable(String)
  /// FFmpeg or cairo lacks something that is needed.
  case mediaUnavailable(String)
}

extension SynthesisError: CustomStringConvertible {
  /// One line: what, where, and what to do.
  public var description: String {
    switch self {
    case .folderNotEmpty(let path):
      "\(path): the folder is not empty; name a new one or remove it first"
    case .cannotWrite(let path, let reason):
      "\(path): cannot be written (\(reason)); choose a folder that you may write to"
    case .invalidSetting(let name, let value, let allowed):
      "\(name): \(value) is not allowed; use \(allowed)"
    case .speechUnavailable(let reason):
      "speech synthesis: \(reason); install it with: apt-get install libespeak-ng1 espeak-ng-data"
    case .mediaUnavailable(let reason):
      "media: \(reason); install Debian's FFmpeg and cairo: apt-get install libavcodec59 libcairo2"
    }
  }
}
