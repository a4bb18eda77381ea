/// Everything that differs from one video frame to the next.
struct FacePose: Sendable {
  var expression: Expression
  /// Lips, 0 shut … 1 wide, by the loudness of the speech.
  var lips: Double
  /// 0 lids as the expression has them … 1 shut.
  var blink: Double
  /// Place of the head, in frame widths.
  var headX: Double
  var headY: Double
  /// Lean of the head in radians.
  var lean: Double
  /// Direction of the eyes, −1 … 1.
  var gazeX: Double
  var gazeY: Double
  /// Where the noise tile is laid, 0 … 1.
  var grainX: Double
  var grainY: Double
}
