import AttuneEncoders
import Torch

/// Attention rollout through a TimeSformer, whichever way its layers attend.
struct ClipRollout {
  private let attention: TimeSformerConfiguration.Attention
  private let numFirst: Int
  private let reading: AttentionRollout.Reading
  private let numPatches: Int
  private let numFrames: Int

  init(_ encoder: TimeSformerConfiguration, numPatches: Int, numFrames: Int) {
    attention = encoder.attention
    numFirst = encoder.hasClassToken ? 1 : 0
    reading = encoder.pooling == .classToken ? .first : .mean
    (self.numPatches, self.numFrames) = (numPatches, numFrames)
  }

  /// The relevance of each patch of each frame, `[F][P]`.
  ///
  /// - Parameters:
  ///   - weights: as `AttentionTrace` recorded them while the encoder read some clips together.
  ///   - clip: which of them.
  func relevance(_ weights: [Tensor], clip: Int) throws -> [[Float]] {
    switch attention {
    case .divided:
      // A layer's attention over time comes before that over space.
      let layers = try stride(from: 0, to: weights.count - 1, by: 2).map { index in
        DividedAttentionRollout.Layer(
          temporal: try weights[index].matrices(clip * numPatches, numPatches),
          spatial: try weights[index + 1].matrices(clip * numFrames, numFrames))
      }
      return DividedAttentionRollout(
        numPatches: numPatches, numFrames: numFrames, hasClassToken: numFirst > 0
      ).relevance(layers, readsClassToken: reading == .first)
    case .joint:
      let layers = try weights.map { try $0.select(dim: 0, index: clip).rows() }
      let relevance = AttentionRollout.relevance(layers, reading).dropFirst(numFirst)
      // Patches row-major, frame fastest.
      return (0..<numFrames).map { frame in
        (0..<numPatches).map { relevance[numFirst + $0 * numFrames + frame] }
      }
    case .space:
      return try (0..<numFrames).map { frame in
        let layers = try weights.map {
          try $0.select(dim: 0, index: clip * numFrames + frame).rows()
        }
        return AttentionRollout.relevance(layers, reading).dropFirst(numFirst)
          .map { $0 / Float(numFrames) }
      }
    }
  }
}

extension Tensor {
  /// Some of the matrices of `[N, R, C]`.
  fileprivate func matrices(_ start: Int, _ count: Int) throws -> [[[Float]]] {
    try (start..<start + count).map { try select(dim: 0, index: $0).rows() }
  }
}
