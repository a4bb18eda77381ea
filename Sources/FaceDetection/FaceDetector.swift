import CFaceDetector

/// Looks for faces in pictures, by histograms of oriented gradients (Dalal and Triggs 2005) and
/// filters learned with the largest margin (King 2015, *Max-margin object detection*); dlib's.
///
/// It knows faces that look at the camera, not profiles. Safe to call from many threads.
public enum FaceDetector {
  /// Edge in pixels of the smallest face that is found, about.
  public static let smallestFace = 80

  /// Whether a picture shows a face, or several.
  ///
  /// - Parameters:
  ///   - pixels: `[height, width, 3]`, 8-bit RGB, row by row, upright.
  ///   - height: 1…4096.
  ///   - width: 1…4096.
  /// - Throws: ``FaceDetectionError``.
  public static func showsFace(_ pixels: [UInt8], height: Int, width: Int)
    throws(FaceDetectionError) -> Bool
  {
    var isFound = false
    let status = pixels.withUnsafeBufferPointer { pixels in
      cface_find(
        pixels.baseAddress, pixels.count, height, width, &isFound)
    }
    switch status {
    case .OK: return isFound
    case .invalidArgument:
      throw .invalidPicture(height: height, width: width, numBytes: pixels.count)
    case .outOfMemory: throw .outOfMemory
    case .internal: throw .failed
    }
  }
}
