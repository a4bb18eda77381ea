import Torch

/// How many frames a clip has and how many patches a frame, in rows and columns.
struct ClipGrid: Equatable {
  let numFrames: Int
  let rows: Int
  let columns: Int

  var numPatches: Int { rows * columns }

  /// The grid of `[B, F, 3, height, width]`; `nil` where it is none.
  init?(_ shape: [Int], patchSize: Int) {
    guard shape.count == 5, shape[1] > 0, shape[2] == 3, shape[3] > 0, shape[4] > 0,
      shape[3].isMultiple(of: patchSize), shape[4].isMultiple(of: patchSize)
    else { return nil }
    (numFrames, rows, columns) = (shape[1], shape[3] / patchSize, shape[4] / patchSize)
  }

  /// For each of `count` places, the one of `known` places that is nearest to it.
  ///
  /// The arithmetic is that of PyTorch's `interpolate(mode="nearest")`, single precision included.
  static func nearest(_ count: Int, of known: Int) -> [Int] {
    let scale = Float(known) / Float(count)
    return (0..<count).map { min(Int(Float($0) * scale), known - 1) }
  }
}
