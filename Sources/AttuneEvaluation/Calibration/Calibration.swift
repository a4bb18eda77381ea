/// Whether answers are right as often as they are sure.
public struct Calibration: Codable, Sendable, Hashable {
  /// Bins of equal width from 0 to 1: `(lower, upper]`, 0 in the first.
  public let bins: [ReliabilityBin]
  /// Bins of about equally many answers; equal confidences share a bin.
  public let adaptiveBins: [ReliabilityBin]

  enum CodingKeys: String, CodingKey {
    case bins
    case adaptiveBins = "adaptive_bins"
  }

  /// How many bins there are, as Guo and others have it (2017).
  static let numBins = 15

  init(_ ranked: RankedRows) {
    let count = ranked.numPositive + ranked.numNegative
    let width = 1 / Double(Self.numBins)
    var sums = [(confidence: Double, correct: Int, count: Int)](
      repeating: (0, 0, 0), count: Self.numBins)
    var adaptive: [ReliabilityBin] = []
    var current = (confidence: 0.0, correct: 0, count: 0, lower: 0.0)
    var numSeen = 0
    // From the lowest confidence to the highest.
    for group in ranked.groups.reversed() {
      let confidence = min(1, Double(group.score))
      let sum = confidence * Double(group.count)
      let bin = Self.bin(of: confidence)
      sums[bin].confidence += sum
      sums[bin].correct += group.numPositive
      sums[bin].count += group.count
      current.confidence += sum
      current.correct += group.numPositive
      current.count += group.count
      numSeen += group.count
      // A bin is full where the next even cut has been reached.
      if numSeen * Self.numBins >= (adaptive.count + 1) * count || numSeen == count {
        adaptive.append(
          ReliabilityBin(
            lower: current.lower, upper: confidence, confidenceSum: current.confidence,
            numCorrect: current.correct, count: current.count))
        current = (0, 0, 0, confidence)
      }
    }
    bins = sums.enumerated().map { index, sum in
      ReliabilityBin(
        lower: Double(index) * width, upper: Double(index + 1) * width,
        confidenceSum: sum.confidence, numCorrect: sum.correct, count: sum.count)
    }
    adaptiveBins = adaptive
  }

  /// The bin of a confidence: the first whose upper end is not below it.
  private static func bin(of confidence: Double) -> Int {
    var bin = min(numBins - 1, Int(confidence * Double(numBins)))
    // The product may be rounded across a bin's end; the ends themselves decide.
    while bin > 0, confidence <= Double(bin) / Double(numBins) { bin -= 1 }
    while bin < numBins - 1, confidence > Double(bin + 1) / Double(numBins) { bin += 1 }
    return bin
  }

  /// Expected calibration error: mean difference between confidence and accuracy over the answers,
  /// in bins of equal width (Naeini and others 2015).
  public var expectedError: Double { Self.error(bins) }

  /// The same in bins of equally many answers (Nguyen and O'Connor 2015).
  public var adaptiveError: Double { Self.error(adaptiveBins) }

  private static func error(_ bins: [ReliabilityBin]) -> Double {
    let total = bins.reduce(0) { $0 + $1.count }
    guard total > 0 else { return 0 }
    return bins.reduce(0) { $0 + Double($1.count) * abs($1.confidence - $1.accuracy) }
      / Double(total)
  }
}
