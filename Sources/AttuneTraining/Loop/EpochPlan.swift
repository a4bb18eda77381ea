/// Which turns one epoch shows in which step.
struct EpochPlan {
  /// Indices of each step's turns, over all processes.
  let steps: [[Int]]

  /// Draws the plan of an epoch.
  ///
  /// - Parameters:
  ///   - turnsPerStep: turns of one step over all processes; the last step may have fewer.
  ///   - epoch: from 0.
  init(
    labels: [Int], _ configuration: TrainingConfiguration, turnsPerStep: Int, seed: Int, epoch: Int
  ) {
    steps = EpochOrder.indices(
      labels: labels, sampling: configuration.sampling, seed: seed, epoch: epoch
    ).chunks(of: turnsPerStep)
  }

  /// Turns of the epoch.
  var numTurns: Int { steps.reduce(0) { $0 + $1.count } }

  /// The steps that remain after some turns.
  func steps(after position: Int) -> [[Int]] {
    var done = 0
    return Array(
      steps.drop { step in
        done += step.count
        return done <= position
      })
  }

  /// For each turn of ``steps``, how often the epoch has shown it before.
  var occurrences: [[Int]] {
    var shown: [Int: Int] = [:]
    return steps.map { step in
      step.map { turn in
        let before = shown[turn, default: 0]
        shown[turn] = before + 1
        return before
      }
    }
  }
}
