import Torch

/// Puts the vectors of present rows and a learned stand-in for absent ones into one matrix.
enum RowAssembly {
  /// Returns `[wanted.count, H]`: the value of each row in `wanted`, `standIn` where there is none.
  ///
  /// - Parameters:
  ///   - values: `[M, H]`, or `nil` where no row has a value.
  ///   - rows: the row of each value, all different.
  ///   - wanted: the rows of the result.
  ///   - standIn: `[H]`.
  static func assemble(
    _ values: Tensor?, rows: [Int], of wanted: Range<Int>, standIn: Tensor
  ) throws(TorchError) -> Tensor {
    let placeholder = try standIn.unsqueeze(0)  // [1, H]
    guard let values else { return try placeholder.expand([wanted.count, standIn.dim(0)]) }
    var picks = [Int64](repeating: Int64(rows.count), count: wanted.count)
    for (value, row) in rows.enumerated() where wanted.contains(row) {
      picks[row - wanted.lowerBound] = Int64(value)
    }
    let index = try Tensor(picks, shape: [picks.count], device: standIn.device)
    return try Tensor.cat([values, placeholder], dim: 0).indexSelect(dim: 0, index: index)
  }
}
