import Testing

/// How far two numbers that should be equal may lie apart: `absolute + relative × |expected|`.
public struct Tolerance: Hashable, Sendable {
  /// The part that grows with the expected number.
  public let relative: Float
  /// The part that does not.
  public let absolute: Float

  /// Makes a tolerance; prefer the named ones.
  public init(relative: Float, absolute: Float) {
    (self.relative, self.absolute) = (relative, absolute)
  }

  /// The same bits, but for the sign of zero.
  public static let exact = Tolerance(relative: 0, absolute: 0)
  /// One operation in float32, summed in another order.
  public static let float32 = Tolerance(relative: 1e-5, absolute: 1e-6)
  /// Many layers, or a gradient through them, in float32.
  public static let float32Deep = Tolerance(relative: 1e-4, absolute: 1e-5)
  /// One operation in float16.
  public static let float16 = Tolerance(relative: 2e-3, absolute: 1e-3)
  /// One operation in bfloat16.
  public static let bfloat16 = Tolerance(relative: 1.6e-2, absolute: 1e-2)
}

/// Expects two arrays to agree element by element, and shows the worst element where they do not.
///
/// Two NaN agree, and so do two equal infinities.
///
/// - Parameters:
///   - actual: What was computed, row-major.
///   - expected: What it should be.
///   - shapes: The shapes of both, compared and shown; `nil` where the arrays are flat.
///   - tolerance: How far apart is still equal.
///   - what: Names the compared thing in the message.
public func expectAllClose(
  _ actual: [Float], _ expected: [Float], shapes: (actual: [Int], expected: [Int])? = nil,
  _ tolerance: Tolerance = .float32, _ what: String = "array",
  fileID: String = #fileID, filePath: String = #filePath, line: Int = #line, column: Int = #column
) {
  let location = SourceLocation(fileID: fileID, filePath: filePath, line: line, column: column)
  func fail(_ message: String) {
    Issue.record("\(what): \(message)", sourceLocation: location)
  }
  let shape = shapes?.expected ?? [expected.count]
  let actualShape = shapes?.actual ?? [actual.count]
  guard shape == actualShape, actual.count == expected.count else {
    fail("shape \(actualShape) of \(actual.count) elements, expected \(shape)")
    return
  }

  var worst: (index: Int, excess: Float)?
  var numWrong = 0
  for index in expected.indices {
    let (a, e) = (actual[index], expected[index])
    if a == e || (a.isNaN && e.isNaN) { continue }
    let allowed = tolerance.absolute + tolerance.relative * abs(e)
    let excess = abs(a - e) - allowed
    // Written so that NaN, which compares with nothing, counts as wrong.
    if excess <= 0 { continue }
    numWrong += 1
    let rank = excess.isNaN ? Float.infinity : excess
    if rank > worst?.excess ?? -1 { worst = (index, rank) }
  }
  guard let worst else { return }
  var place: [Int] = []
  var rest = worst.index
  for size in shape.reversed() where size > 0 {
    place.insert(rest % size, at: 0)
    rest /= size
  }
  fail(
    "\(numWrong) of \(expected.count) elements of shape \(shape) differ; worst at \(place): "
      + "\(actual[worst.index]), expected \(expected[worst.index]) "
      + "(relative \(tolerance.relative), absolute \(tolerance.absolute))")
}
