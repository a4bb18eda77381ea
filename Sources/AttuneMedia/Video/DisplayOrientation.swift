import CFFmpeg

/// How a decoded picture has to be turned and mirrored to stand upright.
struct DisplayOrientation: Equatable {
  /// Whether rows become columns; then mirrored within the result.
  var isTransposed = false
  var isMirroredHorizontally = false
  var isMirroredVertically = false

  static let upright = DisplayOrientation()

  /// The nearest of the eight orientations to a display matrix of nine numbers (16.16 fixed point).
  ///
  /// The matrix takes a source point (x, y) to (a·x + c·y, b·x + d·y); shifts and scales in it do
  /// not matter here, as the result is brought to a given size.
  init(matrix: UnsafePointer<Int32>?) {
    guard let matrix else { return }
    let (a, b, c, d) = (matrix[0], matrix[1], matrix[3], matrix[4])
    guard a != 0 || b != 0 || c != 0 || d != 0 else { return }
    isTransposed = a.magnitude < b.magnitude
    isMirroredHorizontally = (isTransposed ? c : a) < 0
    isMirroredVertically = (isTransposed ? b : d) < 0
  }

  private init() {}

  /// Turns an RGB picture and copies the part that is kept.
  ///
  /// - Parameters:
  ///   - source: The first byte of the decoded picture, scaled already, rows `stride` bytes apart;
  ///     as wide and high as the whole frame, or the other way round where transposed.
  ///   - target: Room for three bytes a pixel that is kept.
  func apply(
    from source: UnsafePointer<UInt8>, stride: Int, to target: UnsafeMutablePointer<UInt8>,
    _ geometry: FrameGeometry
  ) {
    var to = 0
    for row in geometry.rows {
      let y = isMirroredVertically ? geometry.wholeHeight - 1 - row : row
      for column in geometry.columns {
        let x = isMirroredHorizontally ? geometry.wholeWidth - 1 - column : column
        let from = isTransposed ? x * stride + y * 3 : y * stride + x * 3
        target[to] = source[from]
        target[to + 1] = source[from + 1]
        target[to + 2] = source[from + 2]
        to += 3
      }
    }
  }
}
