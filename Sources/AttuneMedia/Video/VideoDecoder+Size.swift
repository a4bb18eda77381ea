import AttuneCore
import CFFmpeg
import Foundation

extension VideoDecoder {
  /// Rows and columns of a video's frames, upright, as its header tells them; at least 1.
  ///
  /// - Throws: ``MediaError``, naming the file.
  public static func frameSize(of url: URL) throws(MediaError) -> (height: Int, width: Int) {
    let file = try InputFile(url, .video)
    let parameters = file.stream.pointee.codecpar.pointee
    let (height, width) = (max(1, Int(parameters.height)), max(1, Int(parameters.width)))
    let isTransposed =
      DisplayOrientation(matrix: CFFmpegDisplayMatrix(file.stream)).isTransposed
    return isTransposed ? (width, height) : (height, width)
  }
}
