import AttuneTestSupport
import Foundation
import Testing
import Torch
import TorchNN
import TorchTestSupport

@testable import AttuneEncoders

@Suite struct Wav2Vec2MaskingTests {
  @Test func `Hidden frames and channels give the states and gradients of transformers`() throws {
    let reference = try ReferenceCase("wav2vec2_masked", in: .module)
    let store = ParameterStore(sources: [try reference.source()])
    let model = try Wav2Vec2Model(.tinyMasked, store.root)
    let (projected, numFrames) = try model.project(
      reference.input("waveforms"), lengths: nil, mode: .training)
    let hidden = Wav2Vec2SpecAugment.Hidden(
      frames: try reference.input("hidden_frames"),
      channels: try reference.input("hidden_channels"))
    let output = try model.encode(
      model.specAugment(projected, hidden), numFrames: numFrames, mode: .training,
      keepsHiddenStates: false)
    try reference.expect(output: output.lastHiddenState, store: store)
    let embedding = try #require(store.parameters.first { $0.path == "masked_spec_embed" })
    #expect(embedding.tensor.grad != nil)
  }

  // import numpy as np; np.random.seed(0)
  // np.mean([_compute_mask_indices((1, axis), probability, length, None, minimum).mean()
  //          for _ in range(4000)])  # of transformers 5.23, for these in turn
  @Test(arguments: [
    (200, 0.05, 10, 2, 0.0975), (200, 0.65, 10, 0, 0.4941), (49, 0.05, 10, 2, 0.3643),
    (49, 0.3, 3, 0, 0.2758), (12, 0.5, 10, 2, 0.8333), (16, 1, 1, 0, 1), (9, 0.5, 10, 2, 0),
  ])
  func `As much is hidden as transformers hides`(
    axis: Int, probability: Double, length: Int, minimum: Int, expected: Double
  ) throws {
    let spans = Wav2Vec2Masking.Spans(
      probability: probability, length: length, minimumCount: minimum)
    var numHidden = 0
    for seed in 0..<2_000 {
      let mask = try spans.draw(axis: axis, seed: UInt64(seed))
      #expect(mask.count == axis)
      numHidden += mask.count { $0 }
      for run in mask.split(separator: false) { #expect(run.count >= length) }
    }
    #expect(abs(Double(numHidden) / Double(2_000 * axis) - expected) < 0.01)
  }

  @Test func `Absurd settings hide at most everything`() throws {
    for spans in [
      Wav2Vec2Masking.Spans(probability: 1, length: 2, minimumCount: .max),
      .init(probability: 1, length: .max, minimumCount: 2), .init(probability: 0, length: 1),
    ] {
      #expect(try spans.draw(axis: 20, seed: 1).count == 20)
      #expect(try spans.draw(axis: 0, seed: 1).isEmpty)
    }
  }

  @Test(.drawsRandomNumbers)
  func `Training hides by the generator's seed, evaluation hides nothing`() throws {
    let store = ParameterStore(seed: 2)
    let model = try Wav2Vec2Model(.tinyMasked, store.root)
    let waveforms = try Tensor.uniform([2, 900], from: -1, to: 1, seed: 7)
    func states(_ seed: UInt64, _ mode: Mode) throws -> [Float] {
      try Torch.seed(seed)
      return try model(waveforms, lengths: [900, 700], mode: mode).lastHiddenState.floats()
    }
    #expect(try states(1, .training) == states(1, .training))
    #expect(try states(1, .training) != states(2, .training))
    #expect(try states(1, .evaluation) == states(2, .evaluation))
    #expect(try states(1, .evaluation) != states(1, .training))
    var unmasked = Wav2Vec2Configuration.tinyMasked
    unmasked.masking.isApplied = false
    let plain = try Wav2Vec2Model(unmasked, ParameterStore(seed: 2).root)
    #expect(
      try plain(waveforms, lengths: [900, 700], mode: .training).lastHiddenState.floats()
        == states(1, .evaluation))
  }

  @Test func `A row with a seed hides the same in any batch and at any place`() throws {
    let augment = try Wav2Vec2SpecAugment(.tinyMasked, ParameterStore(seed: 2).root)
    func hidden(_ numFrames: [Int], _ seeds: [UInt64]) throws -> [[Bool]] {
      let length = numFrames.max() ?? 0
      let hidden = try augment.draw(
        numFrames: numFrames, length: length, hiddenSize: 16, device: .cpu, mode: .training,
        seeds: seeds)
      let frames = try #require(hidden.frames).bools()
      let channels = try hidden.channels?.bools() ?? []
      return try numFrames.indices.map { row in
        try #require(channels.isEmpty || channels.count == numFrames.count * 16)
        return Array(frames[row * length..<row * length + numFrames[row]])
          + channels.dropFirst(row * 16).prefix(16)
      }
    }
    let together = try hidden([50, 80, 50], [7, 8, 9])
    #expect(try hidden([80, 50], [8, 7]) == [together[1], together[0]])
    #expect(together[0] != together[2])
    let model = try Wav2Vec2Model(.tinyMasked, ParameterStore(seed: 2).root)
    let waveforms = try Tensor.uniform([2, 900], from: -1, to: 1, seed: 7)
    #expect(throws: EncoderInputError.self) {
      try model(waveforms, mode: .training, maskSeeds: [1])
    }
  }

  @Test(.drawsRandomNumbers) func `Padding is never hidden, and moves no row's luck`() throws {
    let augment = try Wav2Vec2SpecAugment(.tinyMasked, ParameterStore(seed: 2).root)
    func frames(_ numFrames: [Int], _ length: Int) throws -> [[Bool]] {
      try Torch.seed(5)
      let hidden = try augment.draw(
        numFrames: numFrames, length: length, hiddenSize: 16, device: .cpu, mode: .training)
      let mask = try #require(hidden.frames).bools()
      return numFrames.indices.map { Array(mask[$0 * length..<($0 + 1) * length]) }
    }
    let short = try frames([30, 40], 40)
    let long = try frames([30, 90], 90)
    #expect(Array(short[0][..<30]) == Array(long[0][..<30]))
    #expect(!short[0][30...].contains(true))
    #expect(!long[0][30...].contains(true))
  }
}
