import AttuneCore
import AttuneEvaluation
import AttuneModels
import Torch
import TorchNN

/// Predicts turns with the weights as they are and measures loss and figures.
struct Scoring {
  let prepared: PreparedRun
  let loss: any ClassificationLoss
  /// Whether predictions hold what the classifier's last layer read.
  var keepsHidden = false
  /// Whether predictions go into a table, which tells more than is needed to score them.
  var isForTables = false

  /// What a split scored.
  struct Score {
    var loss: Double
    var confusion: ConfusionMatrix
    var scores: Scores
    var predictions: [Prediction]
    var inputs: InputReport

    /// The figure that chooses checkpoints; higher is better.
    func figure(_ metric: TrainingConfiguration.SelectionMetric) -> Double {
      switch metric {
      case .macroF1: scores.macroF1
      case .accuracy: scores.accuracy
      case .unweightedAverageRecall: scores.unweightedAverageRecall
      case .loss: -loss
      }
    }
  }

  /// What one batch scored.
  private struct ScoredBatch: Codable {
    var lossSum: Double
    var predictions: [Prediction]
  }

  /// Scores labelled turns, in batches as large as in training; each process takes its share of the
  /// batches, and all of them know the whole.
  func score(_ turns: [TurnReference]) throws -> Score {
    let classes = prepared.configuration.model.classes
    let predictor = Predictor(
      model: prepared.model, classes: classes, device: prepared.device, keepsHidden: keepsHidden)
    let groups = Array(turns.indices).chunks(of: prepared.configuration.training.batchSize)
    var batches: [ScoredBatch] = []
    let loader = BatchLoader(
      turns: turns, encoder: prepared.encoder, pass: isForTables ? .predicting : .scoring,
      numWorkers: prepared.configuration.training.dataWorkers)
    try loader.forEach(Array(groups[prepared.group.share(of: groups.count)])) { examples in
      let batch = try predictor.predict(prepared.frozen?.complete(examples) ?? examples)
      let logits = try Tensor(
        batch.flatMap { $0.logits ?? [] }, shape: [batch.count, classes.count])
      let targets = examples.map { Int64($0.label ?? 0) }
      let labels = try Tensor(targets, shape: [targets.count])
      let lossSum = try loss.terms(logits, targets: .oneHot(labels, like: logits)).sum().item()
      batches.append(ScoredBatch(lossSum: lossSum, predictions: batch))
      return true
    }
    let inputs = try prepared.group.merged(loader.report)
    batches = try prepared.group.gather(batches).flatMap(\.self)
    let predictions = batches.flatMap(\.predictions)
    let lossSum = batches.reduce(0) { $0 + $1.lossSum }
    var counts = ConfusionCounts.zeros(classes.count)
    for (turn, prediction) in zip(turns, predictions) {
      counts[turn.label][prediction.answerIndex] += 1
    }
    let matrix = try ConfusionMatrix(classes: classes, counts: counts)
    let weight = turns.reduce(0) { $0 + loss.weight(of: $1.label) }
    return Score(
      loss: lossSum / weight, confusion: matrix, scores: matrix.scores, predictions: predictions,
      inputs: inputs)
  }
}
