import AttuneTestSupport
import Foundation
import Testing
import Torch
import TorchNN

@testable import AttuneEncoders

/// What a waveform gets must not depend on what else is in its batch.
@Suite struct SpeechBatchInvarianceTests {
  private static let styles: [Wav2Vec2Configuration] = [
    .tinyGroup, .tinyLayer, .tinyHubert, .tinyHubertPlain,
  ]

  /// Lengths from one frame's to forty times that, drawn from a seed.
  private func waveforms(seed: UInt64, count: Int) throws -> [[Float]] {
    let lengths = try Tensor.uniform([count], from: 30, to: 1_200, seed: seed).floats()
    return try lengths.enumerated().map { index, length in
      try Tensor.normal([Int(length)], seed: seed &+ UInt64(index + 1)).floats()
    }
  }

  @Test(arguments: styles, [1, 2, 3] as [UInt64])
  func `Random lengths in one padded batch give every layer what each gets alone`(
    configuration: Wav2Vec2Configuration, seed: UInt64
  ) throws {
    let model = try Wav2Vec2Model(configuration, ParameterStore(seed: seed).root)
    let waveforms = try waveforms(seed: 10 * seed, count: 7)
    let together = try model(
      WaveformGrouping.padded(waveforms, device: .cpu), lengths: waveforms.map(\.count),
      mode: .evaluation, keepsHiddenStates: true)
    for (row, waveform) in waveforms.enumerated() {
      let alone = try model(
        Tensor(waveform, shape: [1, waveform.count]), mode: .evaluation, keepsHiddenStates: true)
      #expect(alone.numFrames == [together.numFrames[row]])
      for (layer, states) in alone.hiddenStates.enumerated() {
        let real = try together.hiddenStates[layer].select(dim: 0, index: row)
          .narrow(dim: 0, start: 0, length: together.numFrames[row])
        expectAllClose(
          try real.floats(), try states.floats(), .float32Deep, "layer \(layer) of row \(row)")
      }
      let means = try together.meansOverTime().select(dim: 1, index: row)
      expectAllClose(
        try means.floats(), try alone.meansOverTime().floats(), .float32Deep, "means of \(row)")
    }
  }

  @Test func `Groups hold every waveform once, and none a quarter longer than its shortest`() {
    let lengths = [100, 3, 124, 125, 126, 99, 4, 100, 1, 1_000_000, 0, 0]
    let groups = WaveformGrouping.groups(lengths: lengths)
    #expect(groups.flatMap(\.self).sorted() == Array(lengths.indices))
    for group in groups {
      let members = group.map { lengths[$0] }
      #expect(4 * (members.max() ?? 0) <= 5 * (members.min() ?? 0))
    }
    #expect(WaveformGrouping.groups(lengths: []).isEmpty)
  }
}
