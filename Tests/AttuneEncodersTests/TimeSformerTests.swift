import AttuneTestSupport
import Foundation
import Testing
import Torch
import TorchNN
import TorchTestSupport

@testable import AttuneEncoders

@Suite struct TimeSformerTests {
  @Test(arguments: [
    ("timesformer_joint", TimeSformerConfiguration.Attention.joint),
    ("timesformer_divided", .divided),
  ])
  func `Token states, clip vectors and gradients are those of the PyTorch writing`(
    name: String, attention: TimeSformerConfiguration.Attention
  ) throws {
    let reference = try ReferenceCase(name, in: .module)
    let store = ParameterStore(sources: [try reference.source()])
    let encoder = try TimeSformer(.tiny(attention), store.root)
    let pixels = try reference.input("pixel_values")
    try reference.expect(
      encoder.hiddenStates(pixels, mode: .evaluation), "outputs/hidden_states")
    try reference.expect(output: encoder(pixels, mode: .evaluation), store: store)
  }

  @Test(arguments: [
    ("divided", TimeSformerConfiguration.Attention.divided, true), ("joint", .joint, false),
    ("space", .space, true), ("larger", .divided, true), ("smaller", .joint, true),
  ])
  func `The hub's model gives the states and gradients of transformers, at other sizes too`(
    name: String, attention: TimeSformerConfiguration.Attention, bias: Bool
  ) throws {
    let reference = try ReferenceCase("hub_timesformer_\(name)", in: .module)
    var configuration = TimeSformerConfiguration.tiny(attention)
    configuration.hasClassToken = true
    configuration.pooling = .classToken
    configuration.attentionBias = bias
    configuration.layerNormEps = 1e-6
    let store = ParameterStore(sources: [try reference.source()])
    let encoder = try TimeSformer(configuration, store.root)
    let pixels = try reference.input("pixel_values")
    let states = try encoder.hiddenStates(pixels, mode: .evaluation)
    try reference.expect(output: states, store: store)
    // The class token comes first, in each frame where a frame is all that is seen.
    let axis = attention == .space ? 2 : 1
    let first = try states.select(dim: axis, index: 0)
    expectAllClose(
      try encoder(pixels, mode: .evaluation).floats(),
      try (attention == .space ? first.mean(dims: [1]) : first).floats(), .float32)
  }

  @Test func `Tokens are grouped by patch and by frame as their order says`() throws {
    let grid = try #require(ClipGrid([2, 3, 3, 12, 12], patchSize: 4))
    let (frames, patches) = (grid.numFrames, grid.numPatches)
    #expect((frames, patches) == (3, 9))
    // Patch p in frame f of clip b counts as 1000 b + 10 p + f.
    var values: [Float] = []
    for clip in 0..<2 {
      for patch in 0..<patches {
        for frame in 0..<frames { values.append(Float(1000 * clip + 10 * patch + frame)) }
      }
    }
    let counting = try Tensor(values, shape: [2, patches * frames, 1])
    let byPatch = try DividedSpaceTimeAttention.groupedByPatch(counting, grid)
    #expect(byPatch.shape == [2 * patches, frames, 1])
    #expect(try byPatch.select(dim: 0, index: patches + 4).floats() == [1040, 1041, 1042])
    let byFrame = try DividedSpaceTimeAttention.groupedByFrame(counting, grid)
    #expect(byFrame.shape == [2 * frames, patches, 1])
    let lastFrame = (0..<patches).map { patch in Float(1002 + 10 * patch) }
    #expect(try byFrame.select(dim: 0, index: frames + 2).floats() == lastFrame)
    let back = try DividedSpaceTimeAttention.ungroupedByFrame(byFrame, grid)
    #expect(try back.floats() == counting.floats())
  }

  @Test(.drawsRandomNumbers)
  func `A path is dropped for whole rows in training, and never in evaluation`() throws {
    let states = try Tensor.ones([200, 2, 3])
    let path = DropPath(0.25)
    #expect(try path(states, mode: .evaluation).floats() == states.floats())
    try Torch.seed(3)
    let rows = try path(states, mode: .training).reshape([200, 6]).floats()
    var numDropped = 0
    for row in 0..<200 {
      let values = Set(rows[row * 6..<row * 6 + 6])
      #expect(values == [0] || values == [4.0 / 3])
      if values == [0] { numDropped += 1 }
    }
    #expect((25...75).contains(numDropped))
  }

  @Test func `Each parameter of the hub's model has a key of its own in either spelling`() throws {
    var configuration = TimeSformerConfiguration.tiny(.divided)
    (configuration.hasClassToken, configuration.pooling) = (true, .classToken)
    let store = ParameterStore()
    _ = try TimeSformer(configuration, store.root)
    let paths = store.parameters.map(\.path)
    #expect(EncoderCheckpoint.timesformer.keyMap.collisions(among: paths).isEmpty)
  }

  @Test(arguments: [TimeSformerConfiguration.Attention.joint, .divided])
  func `Clips of a batch do not see each other`(
    attention: TimeSformerConfiguration.Attention
  ) throws {
    let encoder = try TimeSformer(.tiny(attention), ParameterStore(seed: 4).root)
    let clips = try Tensor.uniform([3, 3, 3, 12, 12], seed: 1)
    let together = try encoder(clips, mode: .evaluation)
    for row in 0..<3 {
      let alone = try encoder(clips.narrow(dim: 0, start: row, length: 1), mode: .evaluation)
      expectAllClose(
        try together.narrow(dim: 0, start: row, length: 1).floats(), try alone.floats(),
        .float32Deep)
    }
  }

  @Test func `Clips that cannot be cut into patches are an error`() throws {
    let encoder = try TimeSformer(.tiny(.joint), ParameterStore().root)
    for shape in [[1, 3, 3, 12, 10], [1, 0, 3, 12, 12], [1, 3, 4, 12, 12], [3, 3, 12, 12]] {
      #expect(throws: EncoderInputError.self) {
        _ = try encoder(Tensor.zeros(shape), mode: .evaluation)
      }
    }
  }
}
