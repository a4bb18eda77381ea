import Torch

/// Masks made from the lengths of padded rows.
enum LengthMask {
  /// True where a step is real, `[rows, length]` bool.
  static func tensor(
    _ lengths: [Int], length: Int, device: Device
  ) throws(TorchError) -> Tensor {
    let values = lengths.flatMap { real in (0..<length).map { $0 < real } }
    return try Tensor(values, shape: [lengths.count, length], device: device)
  }
}
