import TorchNN

/// How far a run has come; with weights and optimizer state it is all that resuming needs.
///
/// Random numbers need no state: the order of an epoch depends on seed and epoch, and each forward
/// pass seeds its dropout with seed and step.
struct TrainingProgress: Sendable, Equatable {
  /// Epochs that are done.
  var epoch = 0
  /// Optimizer steps that are done.
  var step = 0
  /// Turns of the current epoch that are done.
  var position = 0
  /// Sum of the loss's terms over those turns.
  var lossSum = 0.0
  /// What those turns count in the mean of the loss.
  var lossWeight = 0.0
  /// What was predicted for those turns, `[truth][prediction]`.
  var confusion: [[Int]]
  /// Seconds spent on the current epoch.
  var seconds = 0.0
  /// The best figure on the validation split so far, and its epoch.
  var best: Best?
  /// Epochs since then.
  var epochsWithoutBetter = 0
  /// Seconds spent on the epochs that are done.
  var earlierSeconds = 0.0
  /// The scale of the loss, in half precision.
  var scaler: LossScaler?
  /// How often the average of the weights was updated.
  var averageUpdates = 0

  /// The best figure on the validation split.
  struct Best: Codable, Sendable, Equatable {
    /// Its value; higher is better.
    var figure: Double
    /// The epoch that reached it, from 1.
    var epoch: Int
  }

  init(numClasses: Int) {
    confusion = ConfusionCounts.zeros(numClasses)
  }

  /// Seconds spent on all epochs.
  var totalSeconds: Double { earlierSeconds + seconds }

  /// Counts one step; the loss of one that was skipped is no number.
  mutating func record(_ outcome: StepOutcome, of work: StepWork) {
    step += 1
    position += work.turns
    if outcome.isFinite {
      lossSum += outcome.lossSum
      lossWeight += work.weight
    }
    ConfusionCounts.add(outcome.confusion, to: &confusion)
  }

  /// Begins the next epoch.
  mutating func finishEpoch() {
    epoch += 1
    position = 0
    lossSum = 0
    lossWeight = 0
    earlierSeconds += seconds
    seconds = 0
    confusion = ConfusionCounts.zeros(confusion.count)
  }

  /// Counts one epoch's figure; returns whether it is the best so far.
  mutating func record(figure: Double) -> Bool {
    if let best, figure <= best.figure {
      epochsWithoutBetter += 1
      return false
    }
    best = Best(figure: figure, epoch: epoch + 1)
    epochsWithoutBetter = 0
    return true
  }
}

extension TrainingProgress: Codable {
  /// Reads a progress; what older ones lack did not exist then, and every turn counted the same.
  init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    epoch = try values.decode(Int.self, forKey: .epoch)
    step = try values.decode(Int.self, forKey: .step)
    position = try values.decode(Int.self, forKey: .position)
    lossSum = try values.decode(Double.self, forKey: .lossSum)
    lossWeight =
      try values.decodeIfPresent(Double.self, forKey: .lossWeight) ?? Double(position)
    confusion = try values.decode([[Int]].self, forKey: .confusion)
    seconds = try values.decode(Double.self, forKey: .seconds)
    best = try values.decodeIfPresent(Best.self, forKey: .best)
    epochsWithoutBetter = try values.decode(Int.self, forKey: .epochsWithoutBetter)
    earlierSeconds = try values.decodeIfPresent(Double.self, forKey: .earlierSeconds) ?? 0
    scaler = try values.decodeIfPresent(LossScaler.self, forKey: .scaler)
    averageUpdates = try values.decodeIfPresent(Int.self, forKey: .averageUpdates) ?? 0
  }
}
