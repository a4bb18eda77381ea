/// Seconds on the wall clock, going on from where an interrupted run was.
struct Stopwatch {
  private let start = ContinuousClock.now
  private let earlier: Double

  init(startingAt seconds: Double) { earlier = seconds }

  /// Seconds so far.
  var seconds: Double { earlier + (ContinuousClock.now - start) / .seconds(1) }
}
