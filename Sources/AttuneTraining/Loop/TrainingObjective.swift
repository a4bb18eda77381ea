import AttuneCore
import AttuneModels
import Torch
import TorchNN

/// What is minimised over a batch: the loss, and what the recipe adds to it.
struct TrainingObjective {
  let model: any EmotionModel
  let loss: any ClassificationLoss
  /// The loss of the label map's words, where the model answers them.
  let wordLoss: (any ClassificationLoss)?
  /// The share of it in 0…1.
  let wordShare: Double
  /// Weight of the auxiliary loss over single media.
  let mediaLossWeight: Double
  /// α of R-Drop; 0 for one pass.
  let rDrop: Double
  /// α of mixup; 0 for none.
  let mixup: Double
  let precision: PrecisionScope
  /// Whether encoder layers are computed again in the backward pass.
  var recomputes = false

  /// What a batch gave.
  struct Value {
    /// This batch's part of what is minimised over the step, differentiable.
    var minimised: Tensor
    /// Sum of the loss's terms on the classes, without what is added to it.
    var lossSum: Double
    /// Predicted classes.
    var predictions: [Int]
  }

  /// Computes the objective of a batch.
  ///
  /// - Parameters:
  ///   - labels: the true classes, `[B]`.
  ///   - generator: draws mixtures; dropout draws from libtorch's own generator.
  func callAsFunction(
    _ batch: Batch, labels: Tensor, of work: StepWork, using generator: inout SeededGenerator
  ) throws -> Value {
    let mixture =
      mixup > 0 ? Mixup(alpha: mixup, count: batch.size, using: &generator) : nil
    let first = try pass(batch, labels: labels, mixture, of: work)
    var (lossSum, wanted) = (first.terms, first.wanted)
    var added = first.media
    if rDrop > 0 {
      // The two passes differ by what dropout and modality dropout drew.
      let second = try pass(batch, labels: labels, mixture, of: work)
      let divergence = try SymmetricDivergence().terms(first.logits, second.logits).sum()
      lossSum = try (lossSum + second.terms) * 0.5
      wanted = try (wanted + second.wanted) * 0.5
      let apart = try divergence * (rDrop / Double(work.turns))
      let media = try Self.sum(added, second.media).map { try $0 * 0.5 }
      added = try Self.sum(apart, media)
    }
    let minimised = try wanted / work.weight
    return Value(
      minimised: try Self.sum(minimised, added) ?? minimised, lossSum: try lossSum.item(),
      predictions: try first.logits.argmax(dim: 1).int64s().map(Int.init))
  }

  private struct Pass {
    var logits: Tensor
    /// Sum of the terms on the classes.
    var terms: Tensor
    /// The sum that is minimised: on the words, the classes, or both.
    var wanted: Tensor
    var media: Tensor?
  }

  /// One forward pass; losses are computed in float32 whatever the precision.
  private func pass(
    _ batch: Batch, labels: Tensor, _ mixture: Mixup?, of work: StepWork
  ) throws -> Pass {
    let output = try precision {
      let features = try GradientCheckpointing.scope(recomputes) {
        try model.features(batch, mode: .training)
      }
      let vectors = try mixture.map { try $0(features.vectors) } ?? features.vectors
      var output = try model.classify(vectors, mode: .training)
      output.media = features.media
      return output
    }
    let answers = try output.logits.to(.float32)
    let oneHot = try Tensor.oneHot(labels, like: answers)
    let targets = try mixture.map { try $0(oneHot) } ?? oneHot
    let terms = try loss.terms(answers, targets: targets).sum()
    let words = try wordTerms(output, batch, mixture)
    let wanted = try words.map { try terms * (1 - wordShare) + $0 * wordShare }
    return Pass(
      logits: answers, terms: terms, wanted: wanted ?? terms,
      media: try output.media.map { try mediaLoss($0, labels: labels, of: work, batch.size) })
  }

  /// The sum of the terms on the words, where the model answers them and their truth is known.
  private func wordTerms(
    _ output: ModelOutput, _ batch: Batch, _ mixture: Mixup?
  ) throws -> Tensor? {
    guard wordShare > 0, let wordLoss, let answered = output.words, let truth = batch.words
    else { return nil }
    let answers = try answered.to(.float32)
    let oneHot = try Tensor.oneHot(truth, like: answers)
    let targets = try mixture.map { try $0(oneHot) } ?? oneHot
    return try wordLoss.terms(answers, targets: targets).sum()
  }

  private func mediaLoss(
    _ media: ModelOutput.MediaAnswers, labels: Tensor, of work: StepWork, _ size: Int
  ) throws -> Tensor {
    let index = try Tensor(
      media.turns.map(Int64.init), shape: [media.turns.count], device: labels.device)
    let targets = try labels.indexSelect(dim: 0, index: index)
    let mean = try loss(media.logits.to(.float32), targets: targets)
    return try mean * (mediaLossWeight * Double(size) / Double(work.turns))
  }

  private static func sum(_ first: Tensor?, _ second: Tensor?) throws -> Tensor? {
    guard let first, let second else { return first ?? second }
    return try first + second
  }
}
