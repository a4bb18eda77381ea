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

  @Test func `Tokens are grouped by patch and by frame as their order says`() throws {
    let configuration = TimeSformerConfiguration.tiny(.divided)
    let attention = try DividedSpaceTimeAttention(configuration, ParameterStore().root)
    let (frames, patches) = (configuration.numFrames, configuration.numPatches)
    // Patch p in frame f of clip b counts as 1000 b + 10 p + f.
    var values: [Float] = []
    for clip in 0..<2 {
      for patch in 0..<patches {
        for frame in 0..<frames { values.append(Float(1000 * clip + 10 * patch + frame)) }
      }
    }
    let counting = try Tensor(values, shape: [2, patches * frames, 1])
    let byPatch = try attention.groupedByPatch(counting)
    #expect(byPatch.shape == [2 * patches, frames, 1])
    #expect(try byPatch.select(dim: 0, index: patches + 4).floats() == [1040, 1041, 1042])
    let byFrame = try attention.groupedByFrame(counting)
    #expect(byFrame.shape == [2 * frames, patches, 1])
    let lastFrame = (0..<patches).map { patch in Float(1002 + 10 * patch) }
    #expect(try byFrame.select(dim: 0, index: frames + 2).floats() == lastFrame)
    #expect(try attention.ungroupedByFrame(byFrame).floats() == counting.floats())
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

  @Test func `Clips of another size are an error`() throws {
    let encoder = try TimeSformer(.tiny(.joint), ParameterStore().root)
    for shape in [[1, 2, 3, 12, 12], [1, 3, 3, 12, 8], [3, 3, 12, 12]] {
      #expect(throws: EncoderInputError.self) {
        _ = try encoder(Tensor.zeros(shape), mode: .evaluation)
      }
    }
  }
}
