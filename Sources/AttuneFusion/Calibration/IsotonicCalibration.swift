/// A rising function of its probability for each class, renormalised over the classes.
///
/// For each class the function is the one that rises and is closest, by squares, to *is it this
/// class or not*; between its points it is linear, outside of them constant, as scikit-learn's. It
/// needs many rows. Where all functions are 0 the classes are equally probable.
///
/// - Source: Zadrozny and Elkan 2002, *Transforming classifier scores into accurate multiclass
///   probability estimates*; the pool of adjacent violators, Ayer et al. 1955.
struct IsotonicCalibration: Codable, Hashable, Sendable {
  /// The points of one class.
  struct Curve: Codable, Hashable, Sendable {
    /// Probabilities before, ascending.
    let inputs: [Double]
    /// Frequencies of the class, not descending, one an input.
    let outputs: [Double]
  }

  /// One a class.
  let curves: [Curve]

  /// - Parameters:
  ///   - probabilities: `[n][K]`.
  ///   - labels: `[n]`.
  init(fitting probabilities: [[Double]], labels: [Int], numClasses: Int) {
    curves = (0..<numClasses).map { index in
      Curve(
        fitting: zip(probabilities, labels).map { ($0[index], $1 == index ? 1 : 0) })
    }
  }

  func probabilities(_ probabilities: [Double]) -> [Double] {
    zip(curves, probabilities).map { $0($1) }.normalized
  }

  func problem(numClasses: Int) -> String? {
    if curves.count != numClasses { return "\(curves.count) curves for \(numClasses) classes" }
    return curves.lazy.compactMap(\.problem).first
  }
}

extension IsotonicCalibration.Curve {
  /// - Parameter points: probability and truth, 0 or 1.
  init(fitting points: [(input: Double, output: Double)]) {
    // Blocks of neighbours: the range of inputs, the mean of the outputs, how many points.
    var blocks: [(first: Double, last: Double, mean: Double, count: Double)] = []
    for point in points.sorted(by: { $0.input < $1.input }) {
      if let last = blocks.last, last.first == point.input {
        let count = last.count + 1
        blocks[blocks.count - 1].mean += (point.output - last.mean) / count
        blocks[blocks.count - 1].count = count
      } else {
        blocks.append((point.input, point.input, point.output, 1))
      }
    }
    var pooled: [(first: Double, last: Double, mean: Double, count: Double)] = []
    for block in blocks {
      pooled.append(block)
      while pooled.count > 1, pooled[pooled.count - 2].mean >= pooled[pooled.count - 1].mean {
        let last = pooled.removeLast()
        let before = pooled[pooled.count - 1]
        let count = before.count + last.count
        pooled[pooled.count - 1] = (
          before.first, last.last, (before.mean * before.count + last.mean * last.count) / count,
          count
        )
      }
    }
    var (inputs, outputs): ([Double], [Double]) = ([], [])
    for block in pooled {
      for input in block.first == block.last ? [block.first] : [block.first, block.last] {
        inputs.append(input)
        outputs.append(block.mean)
      }
    }
    (self.inputs, self.outputs) = (inputs, outputs)
  }

  /// The function's value.
  func callAsFunction(_ input: Double) -> Double {
    guard let first = inputs.first, let last = inputs.last, input > first else {
      return outputs.first ?? 0
    }
    if input >= last { return outputs.last ?? 0 }
    var (lower, upper) = (0, inputs.count - 1)
    while upper - lower > 1 {
      let middle = (lower + upper) / 2
      if inputs[middle] <= input { lower = middle } else { upper = middle }
    }
    let share = (input - inputs[lower]) / (inputs[upper] - inputs[lower])
    return outputs[lower] + share * (outputs[upper] - outputs[lower])
  }

  var problem: String? {
    guard !inputs.isEmpty, inputs.count == outputs.count else {
      return "\(inputs.count) inputs and \(outputs.count) outputs of a curve"
    }
    guard zip(inputs, inputs.dropFirst()).allSatisfy({ $0 < $1 }),
      outputs.allSatisfy({ (0...1).contains($0) })
    else { return "a curve does not rise from 0 to 1" }
    return nil
  }
}
