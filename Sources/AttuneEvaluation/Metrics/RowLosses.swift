import Foundation

/// What each row costs.
struct RowLosses: Sendable {
  /// `−ln p(true class)` of each row.
  let logLosses: [Double]
  let brierSum: Double
  let numTopTwo: Int

  init(_ rows: LabelledRows, of table: PredictionTable) {
    let width = table.classes.count
    var (logLosses, brierSum, numTopTwo) = ([Double](), 0.0, 0)
    logLosses.reserveCapacity(rows.count)
    table.rows.probabilities.withUnsafeBufferPointer { values in
      for (row, truth) in zip(rows.rows, rows.truths) {
        let (start, truth) = (row * width, Int(truth))
        let own = values[start + truth]
        var numAbove = 0
        for index in 0..<width {
          let value = values[start + index]
          let error = Double(value) - (index == truth ? 1 : 0)
          brierSum += error * error
          if value > own || value == own && index < truth { numAbove += 1 }
        }
        if numAbove < 2 { numTopTwo += 1 }
        logLosses.append(-log(min(max(Double(own), .ulpOfOne), 1 - .ulpOfOne)))
      }
    }
    (self.logLosses, self.brierSum, self.numTopTwo) = (logLosses, brierSum, numTopTwo)
  }
}
