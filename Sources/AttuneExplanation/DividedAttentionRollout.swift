/// Attention rollout through layers that attend over time for each patch, then over space for each
/// frame (TimeSformer, arXiv:2102.05095).
struct DividedAttentionRollout {
  /// The attention of one layer.
  struct Layer {
    /// `[P][F][F]`: within each patch, from frame to frame.
    var temporal: [[[Float]]]
    /// `[F][T][T]`: within each frame, between its patches, the class token first where there is one.
    var spatial: [[[Float]]]
  }

  let numPatches: Int
  let numFrames: Int
  let hasClassToken: Bool

  /// The relevance of each patch of each frame, `[F][P]`.
  ///
  /// Sums to 1 but for what the class token keeps of itself.
  ///
  /// - Parameter readsClassToken: whether the model reads the class token; else the mean of the patches.
  func relevance(_ layers: [Layer], readsClassToken: Bool) -> [[Float]] {
    let readsFirst = readsClassToken && hasClassToken
    var first: Float = readsFirst ? 1 : 0
    let even = readsFirst ? 0 : 1 / Float(numPatches * numFrames)
    var patches = [[Float]](
      repeating: [Float](repeating: even, count: numPatches), count: numFrames)
    for layer in layers.reversed() {
      backThroughSpace(layer.spatial, &first, &patches)
      backThroughTime(layer.temporal, &patches)
    }
    return patches
  }

  /// The class token takes part in every frame, and what the frames say to it is averaged.
  private func backThroughSpace(
    _ attention: [[[Float]]], _ first: inout Float, _ patches: inout [[Float]]
  ) {
    let numFirst = hasClassToken ? 1 : 0
    var kept = first / 2
    for frame in 0..<numFrames {
      let asked = (hasClassToken ? [first / Float(numFrames)] : []) + patches[frame]
      let before = AttentionRollout.back(asked, through: attention[frame])
      patches[frame] = Array(before.dropFirst(numFirst))
      // `back` keeps half of the class token's share in each frame, which sums to half of it all.
      if hasClassToken { kept += before[0] - asked[0] / 2 }
    }
    first = kept
  }

  private func backThroughTime(_ attention: [[[Float]]], _ patches: inout [[Float]]) {
    for patch in 0..<numPatches {
      let before = AttentionRollout.back(patches.map { $0[patch] }, through: attention[patch])
      for frame in 0..<numFrames { patches[frame][patch] = before[frame] }
    }
  }
}
