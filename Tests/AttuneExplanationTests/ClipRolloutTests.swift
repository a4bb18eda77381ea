import AttuneEncoders
import AttuneTestSupport
import Testing
import Torch
import TorchNN

@testable import AttuneExplanation

@Suite struct ClipRolloutTests {
  private func encoder(
    _ attention: TimeSformerConfiguration.Attention, hasClassToken: Bool
  ) -> TimeSformerConfiguration {
    var configuration = TimeSformerConfiguration(
      imageSize: 8, patchSize: 4, numFrames: 3, hiddenSize: 8, numHiddenLayers: 2,
      numAttentionHeads: 2, intermediateSize: 12, attention: attention, dropout: 0)
    configuration.hasClassToken = hasClassToken
    configuration.pooling = hasClassToken ? .classToken : .mean
    return configuration
  }

  @Test(arguments: [
    (TimeSformerConfiguration.Attention.divided, true), (.divided, false), (.joint, true),
    (.joint, false), (.space, true), (.space, false),
  ])
  func everyWayOfAttendingIsFollowedToThePatches(
    attention: TimeSformerConfiguration.Attention, hasClassToken: Bool
  ) throws {
    let configuration = encoder(attention, hasClassToken: hasClassToken)
    let model = try TimeSformer(configuration, ParameterStore(seed: 3).root)
    let pixels = try Tensor.uniform([2, 3, 3, 8, 8], from: -1, to: 1, seed: 9)
    let trace = AttentionTrace()
    _ = try trace.record {
      try AttentionTrace.at(.video) { try model(pixels, mode: .evaluation) }
    }
    let weights = try #require(trace.weights[.video])
    let rollout = ClipRollout(configuration, numPatches: 4, numFrames: 3)
    for clip in 0..<2 {
      let relevance = try rollout.relevance(weights, clip: clip)
      #expect(relevance.count == 3)
      #expect(relevance.allSatisfy { $0.count == 4 && $0.allSatisfy { $0 > 0 } })
      let sum = relevance.joined().reduce(0, +)
      // What the class token keeps of itself belongs to no patch.
      #expect(hasClassToken ? sum < 1 && sum > 0.3 : abs(sum - 1) < 1e-5)
    }
    // Each clip's attention is its own.
    let alone = AttentionTrace()
    _ = try alone.record {
      try AttentionTrace.at(.video) {
        try model(pixels.narrow(dim: 0, start: 1, length: 1), mode: .evaluation)
      }
    }
    let own = try rollout.relevance(#require(alone.weights[.video]), clip: 0)
    let among = try rollout.relevance(weights, clip: 1)
    expectAllClose(Array(own.joined()), Array(among.joined()), .float32)
  }

  @Test func nothingIsRecordedWhereNobodyAsks() throws {
    let model = try TimeSformer(
      encoder(.joint, hasClassToken: false), ParameterStore(seed: 3).root)
    let pixels = try Tensor.uniform([1, 3, 3, 8, 8], seed: 9)
    let trace = AttentionTrace()
    // Neither outside a recording, nor for a layer without a place.
    _ = try AttentionTrace.at(.video) { try model(pixels, mode: .evaluation) }
    _ = try trace.record { try model(pixels, mode: .evaluation) }
    #expect(trace.weights.isEmpty)
  }
}
