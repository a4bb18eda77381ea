/// How large a whole frame becomes, upright, and which part of it is kept.
struct FrameGeometry: Equatable {
  /// Rows of the whole frame.
  let wholeHeight: Int
  /// Columns of the whole frame.
  let wholeWidth: Int
  /// The rows that are kept.
  let rows: Range<Int>
  /// The columns that are kept.
  let columns: Range<Int>

  /// The longest edge that a frame is scaled to: a damaged header's 1 × 16000 would take gigabytes.
  private static let longestEdge = 16_384

  /// The geometry of a frame of `height` × `width`, upright; `nil` if it is too long and narrow.
  init?(of height: Int, _ width: Int, settings: VideoSettings) {
    if let shortest = settings.shortestEdge {
      let (short, long) = (max(1, min(height, width)), max(height, width))
      let longest = shortest * long / short
      guard longest <= Self.longestEdge else { return nil }
      (wholeHeight, wholeWidth) = height < width ? (shortest, longest) : (longest, shortest)
    } else {
      (wholeHeight, wholeWidth) = (settings.height, settings.width)
    }
    let (top, left) = (
      (wholeHeight - settings.height) / 2, (wholeWidth - settings.width) / 2
    )
    guard top >= 0, left >= 0 else { return nil }
    rows = top..<top + settings.height
    columns = left..<left + settings.width
  }
}
