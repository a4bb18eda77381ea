import Foundation
import Torch
import TorchNN

/// The running statistics of batch normalisation, where each process sees only its own batches.
///
/// A batch is normalised by its own rows, as with gradient accumulation in one process. What remains
/// of it for later are the running statistics, which follow batch after batch: `r ← r + m (s − r)`.
/// Each process follows its own batches from the same start; put one after the other by rank, they
/// give what one process gives that follows all batches in order.
struct RunningStatistics {
  private let layers: [Layer]
  private let group: any TrainingGroup

  /// The buffers of one `BatchNorm1d`.
  private struct Layer {
    let mean: Tensor
    let variance: Tensor
    let numBatches: Tensor
  }

  /// Finds the layers of a model.
  init(of store: ParameterStore, _ group: any TrainingGroup) {
    self.group = group
    let byPath = Dictionary(uniqueKeysWithValues: store.buffers.map { ($0.path, $0.tensor) })
    layers = store.buffers.compactMap { buffer in
      let suffix = "running_mean"
      guard group.count > 1, buffer.path.hasSuffix(suffix) else { return nil }
      let layer = buffer.path.dropLast(suffix.count)
      guard let variance = byPath[layer + "running_var"],
        let numBatches = byPath[layer + "num_batches_tracked"]
      else { return nil }
      return Layer(mean: buffer.tensor, variance: variance, numBatches: numBatches)
    }
  }

  /// The statistics as they are: for each layer how many batches it has followed, its means and its
  /// variances.
  func values() throws -> [Float] {
    try layers.flatMap { layer in
      try [Float(layer.numBatches.item())] + layer.mean.floats() + layer.variance.floats()
    }
  }

  /// Lets all processes follow each other's batches, those of lower ranks first.
  ///
  /// - Parameter start: the statistics before this step's batches, the same in all processes.
  func merge(since start: [Float]) throws {
    guard !layers.isEmpty else { return }
    let ends = try group.gather(Self.bytes(try values())).map(Self.floats)
    var place = 0
    for layer in layers {
      let size = layer.mean.numElements
      let numbers = place + 1..<place + 1 + 2 * size
      var (count, merged) = (start[place], start[numbers].map(Double.init))
      for end in ends {
        let followed = end[place] - start[place]
        // What it did not forget of the start, it would not have forgotten of another one.
        let kept = pow(1 - BatchNorm1d.defaultMomentum, Double(followed))
        for (index, number) in numbers.enumerated() {
          merged[index] = Double(end[number]) + kept * (merged[index] - Double(start[number]))
        }
        count += followed
      }
      try layer.numBatches.copyInPlace(from: Tensor([Int64(count)], shape: []))
      for (tensor, half) in [(layer.mean, merged[..<size]), (layer.variance, merged[size...])] {
        try tensor.copyInPlace(from: Tensor(half.map(Float.init), shape: [size]))
      }
      place += 1 + 2 * size
    }
  }

  private static func bytes(_ floats: [Float]) -> [UInt8] {
    floats.withUnsafeBytes { Array($0) }
  }

  private static func floats(_ bytes: [UInt8]) -> [Float] {
    bytes.withUnsafeBytes { Array($0.bindMemory(to: Float.self)) }
  }
}
