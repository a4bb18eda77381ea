import Torch

/// Puts the vectors of present rows and a learned stand-in for absent ones into one matrix.
enum RowAssembly {
  /// Returns `[count, H]`: `values[i]` in row `rows[i]`, `standIn` in every other one.
  ///
  /// - Parameters:
  ///   - values: `[M, H]`, or `nil` where no row is present.
  ///   - rows: `M` distinct rows.
  ///   - standIn: `[H]`.
  static func assemble(
    _ values: Tensor?, rows: [Int], count: Int, standIn: Tensor
  ) throws(TorchError) -> Tensor {
    let placeholder = try standIn.unsqueeze(0)  // [1, H]
    guard let values else { return try placeholder.expand([count, standIn.dim(0)]) }
    var picks = [Int64](repeating: Int64(rows.count), count: count)
    for (value, row) in rows.enumerated() { picks[row] = Int64(value) }
    let index = try Tensor(picks, shape: [count], device: standIn.device)
    return try Tensor.cat([values, placeholder], dim: 0).indexSelect(dim: 0, index: index)
  }
}
