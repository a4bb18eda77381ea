import AttuneCore
import AttuneModels
import Torch
import TorchNN

/// Why one answer was given to one example.
struct Question {
  let run: LoadedRun
  let device: Device
  let example: Example
  /// Index of the class that was answered.
  let answer: Int

  /// log p ÷ (1 − p) of the answer, a scalar.
  ///
  /// - Parameter logits: `[1, K]`.
  func logOdds(_ logits: Tensor) throws -> Tensor {
    let row = try logits.to(.float32).select(dim: 0, index: 0)  // [K]
    let others = (0..<row.dim(0)).filter { $0 != answer }.map(Int64.init)
    let own = try row.select(dim: 0, index: answer)
    guard !others.isEmpty else { return own }
    let rest = try row.indexSelect(
      dim: 0, index: Tensor(others, shape: [others.count], device: row.device))
    // log Σ exp x = x₀ − log softmax(x)₀, which cannot overflow.
    let first = try rest.select(dim: 0, index: 0)
    return try own - (first - rest.logSoftmax(dim: 0).select(dim: 0, index: 0))
  }

  /// log p ÷ (1 − p) of the answer to a batch.
  func logOdds(_ batch: Batch) throws -> Tensor {
    try logOdds(run.model(batch, mode: .evaluation))
  }

  /// What each modality added, and the log-odds without any.
  func modalities() throws -> (evidence: [Explanation.ModalityEvidence], nothing: Double) {
    let present = example.modalities
    func worth(_ kept: Int) throws -> Double {
      let shown = present.indices.reduce(example) { shown, index in
        kept >> index & 1 == 1 ? shown : shown.without(present[index])
      }
      return try withoutGradients { try logOdds(Batch([shown], device: device)).item() }
    }
    let values = try ShapleyValues.of(present.count, worth: worth)
    return (
      zip(present, values).map { .init(modality: $0, evidence: $1) }, try worth(0)
    )
  }
}
