/// Why a picture could not be looked at.
public enum FaceDetectionError: Error, Equatable, Sendable {
  /// There are no rows or columns, more than 4096 of them, or another number of bytes.
  case invalidPicture(height: Int, width: Int, numBytes: Int)
  /// Memory ran out.
  case outOfMemory
  /// The detector itself failed.
  case failed
}

extension FaceDetectionError: CustomStringConvertible {
  /// One line: what is wrong and what to do.
  public var description: String {
    switch self {
    case .invalidPicture(let height, let width, let numBytes):
      "a picture of \(height) rows and \(width) columns in \(numBytes) bytes cannot be searched for "
        + "faces; give three bytes a pixel and 1 to 4096 rows and columns"
    case .outOfMemory: "there is no memory to search a picture for faces; free some and try again"
    case .failed: "the face detector failed; try again, and report it if it happens again"
    }
  }
}
