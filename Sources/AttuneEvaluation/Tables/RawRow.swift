import Foundation

/// A row as the readers of files hand it over: its texts are codes of the rows' own.
///
/// One value serves for all lines, so that its arrays are allocated once.
struct RawRow {
  /// One attribute; its column has the code of its name.
  struct Attribute {
    var column: Int32
    /// NaN where the value is a text.
    var number: Double
    /// −1 where the value is a number.
    var code: Int32
  }

  var conversation: Int32 = 0
  var turn: Int32 = 0
  /// −1 where the row has no label.
  var label: Int32 = -1
  /// A bit for each modality, in the order of `Modality`.
  var modalities: UInt8 = 0
  /// Empty where the row has none.
  var probabilities: [Float] = []
  var hasProbabilities = false
  /// Empty where the row has none.
  var logits: [Float] = []
  var hasLogits = false
  var hidden: [Float] = []
  var hasHidden = false
  var attributes: [Attribute] = []

  /// Forgets the last line.
  mutating func reset() {
    (label, modalities) = (-1, 0)
    (hasProbabilities, hasLogits, hasHidden) = (false, false, false)
    probabilities.removeAll(keepingCapacity: true)
    logits.removeAll(keepingCapacity: true)
    hidden.removeAll(keepingCapacity: true)
    attributes.removeAll(keepingCapacity: true)
  }

  /// Gives a row that has only logits their softmax.
  ///
  /// - Throws: ``PredictionTableViolation`` if it has no logits either.
  mutating func completeProbabilities() throws(PredictionTableViolation) {
    if hasProbabilities { return }
    guard hasLogits else { throw PredictionTableViolation(nil, .noAnswer) }
    (probabilities, hasProbabilities) = (logits.softmax, true)
  }
}

extension Collection where Element: BinaryFloatingPoint {
  /// The distribution with these logits; −∞ has none of it.
  var softmax: [Float] {
    let peak = Double(self.max() ?? 0)
    let powers = map { exp(Double($0) - peak) }
    let total = powers.reduce(0, +)
    return powers.map { Float($0 / total) }
  }
}
