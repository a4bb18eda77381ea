import AttuneCore
import AttuneModels
import Torch
import TorchNN

/// Measures a model's running batch statistics anew, as PyTorch's `update_bn` does.
///
/// Averaged weights send other numbers through the network than any of the weights they were made
/// of, so what batch normalisation had seen no longer holds.
struct BatchStatistics {
  let prepared: PreparedRun
  let precision: PrecisionScope

  /// What running statistics take of a batch; see `BatchNorm1d`.
  private static let momentum = BatchNorm1d.defaultMomentum

  /// The running statistics of one layer, and their sums over the batches that it has seen.
  private final class Layer {
    let counter: Tensor
    let buffers: [Tensor]
    let sums: [Tensor]
    var seen = 0

    init?(_ counter: NamedTensor, in store: ParameterStore) throws {
      let suffix = "num_batches_tracked"
      guard counter.path.hasSuffix(suffix) else { return nil }
      let place = counter.path.dropLast(suffix.count)
      let names = ["running_mean", "running_var"].map { place + $0 }
      self.counter = counter.tensor
      buffers = store.buffers.filter { names.contains($0.path[...]) }.map(\.tensor)
      sums = try buffers.map { try Tensor.zeros($0.shape, device: $0.device) }
    }

    /// The statistics as they are.
    func state() throws -> (count: Double, values: [Tensor]) {
      (try counter.item(), try buffers.map { try $0.clone() })
    }

    /// Adds what the last batch alone had, unless the layer did not look at it: a part that is frozen
    /// does not, nor any that was given a single row.
    func add(since before: (count: Double, values: [Tensor])) throws {
      guard try counter.item() > before.count else { return }
      seen += 1
      for (index, buffer) in buffers.enumerated() {
        // running = (1 − m) · before + m · batch
        try sums[index].addInPlace(buffer, alpha: 1 / BatchStatistics.momentum)
        try sums[index].addInPlace(
          before.values[index], alpha: 1 - 1 / BatchStatistics.momentum)
      }
    }

    func finish() throws {
      guard seen > 0 else { return }
      for (buffer, sum) in zip(buffers, sums) {
        try sum.multiplyInPlace(by: 1 / Double(seen))
        try buffer.copyInPlace(from: sum)
      }
    }
  }

  /// Sets all running statistics to their means over the batches of some turns.
  func measure(over turns: [TurnReference]) throws {
    let layers = try prepared.store.buffers.compactMap { try Layer($0, in: prepared.store) }
    guard !layers.isEmpty else { return }
    let configuration = prepared.configuration.training
    let loader = BatchLoader(
      turns: turns, encoder: prepared.encoder, pass: .scoring,
      numWorkers: configuration.dataWorkers)
    var batchIndex = 0
    try loader.forEach(Array(turns.indices).chunks(of: configuration.batchSize)) { examples in
      var generator = SeededGenerator(prepared.configuration.seed, batchIndex, 3)
      batchIndex += 1
      try Torch.seed(generator.next())
      let before = try layers.map { try $0.state() }
      try withoutGradients {
        let batch = try Batch(
          prepared.frozen?.complete(examples) ?? examples, device: prepared.device)
        _ = try precision { try prepared.model.output(batch, mode: .training) }
      }
      for (layer, before) in zip(layers, before) { try layer.add(since: before) }
      return true
    }
    for layer in layers { try layer.finish() }
  }
}
