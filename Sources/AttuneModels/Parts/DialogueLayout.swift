import Torch

/// Which of the `N` utterances of a batch belong to which of its `B` dialogues.
struct DialogueLayout {
  /// Utterances of each dialogue, in the order of the rows.
  let counts: [Int]
  /// Utterances of the longest dialogue.
  let length: Int

  init(_ counts: [Int]) {
    self.counts = counts
    length = counts.max() ?? 0
  }

  /// Number of utterances.
  var numRows: Int { counts.reduce(0, +) }

  /// The dialogue of each utterance.
  var dialogues: [Int] {
    counts.enumerated().flatMap { Array(repeating: $0.offset, count: $0.element) }
  }

  /// `[N, D]` to `[B, U, D]`, zero at padding.
  func padded(_ rows: Tensor) throws(TorchError) -> Tensor {
    let width = rows.dim(1)
    var picks: [Int64] = []
    var first = 0
    for count in counts {
      picks += (0..<length).map { Int64($0 < count ? first + $0 : numRows) }
      first += count
    }
    let zero = try Tensor.zeros([1, width], dtype: rows.dtype, device: rows.device)
    let index = try Tensor(picks, shape: [picks.count], device: rows.device)
    return try Tensor.cat([rows, zero], dim: 0).indexSelect(dim: 0, index: index)
      .reshape([counts.count, length, width])
  }

  /// `[B, U, D]` to `[N, D]`.
  func packed(_ steps: Tensor) throws(TorchError) -> Tensor {
    let picks = counts.enumerated().flatMap { dialogue, count in
      (0..<count).map { dialogue * length + $0 }
    }
    return try rows(picks, of: steps)
  }

  /// `[B, U, D]` to each dialogue's last real step, `[B, D]`.
  func lastSteps(_ steps: Tensor) throws(TorchError) -> Tensor {
    try rows(counts.enumerated().map { $0.offset * length + $0.element - 1 }, of: steps)
  }

  /// `[B, D]` to `[N, D]`: each dialogue's row for each of its utterances.
  func repeated(_ rows: Tensor) throws(TorchError) -> Tensor {
    let index = try Tensor(
      dialogues.map(Int64.init), shape: [numRows], device: rows.device)
    return try rows.indexSelect(dim: 0, index: index)
  }

  /// True for a real utterance, `[B, U]` bool.
  func mask(_ device: Device) throws(TorchError) -> Tensor {
    let values = counts.flatMap { count in (0..<length).map { $0 < count } }
    return try Tensor(values, shape: [counts.count, length], device: device)
  }

  private func rows(_ picks: [Int], of steps: Tensor) throws(TorchError) -> Tensor {
    let index = try Tensor(picks.map(Int64.init), shape: [picks.count], device: steps.device)
    return try steps.reshape([counts.count * length, steps.dim(2)])
      .indexSelect(dim: 0, index: index)
  }
}
