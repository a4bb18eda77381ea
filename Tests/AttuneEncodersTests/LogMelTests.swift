import AttuneTestSupport
import Foundation
import Testing
import Torch
import TorchNN
import TorchTestSupport

@testable import AttuneEncoders

@Suite(.drawsRandomNumbers) struct LogMelTests {
  @Test(arguments: [("log_mel", [6, 5]), ("log_mel_statistics", [])])
  func `A padded batch gives each sound what PyTorch gives it alone, with its gradients`(
    name: String, channels: [Int]
  ) throws {
    let reference = try ReferenceCase(name, in: .module)
    let store = ParameterStore(sources: [try reference.source()])
    let model = try LogMelModel(.tiny(channels), store.root)
    let (waveforms, lengths) = (
      try reference.input("waveforms"), try reference.integers("lengths")
    )
    let energies = try model.frontEnd(waveforms)
    let real = try lengths.enumerated().map { row, length in
      try energies.select(dim: 0, index: row).narrow(
        dim: 1, start: 0, length: LogMelFrontEnd.numFrames(numSamples: length))
    }
    try reference.expect(Tensor.cat(real, dim: 1), "outputs/energies")
    try reference.expect(
      output: model(waveforms, lengths: lengths, mode: .evaluation), store: store)
  }

  @Test(arguments: [1, 2, 3] as [UInt64])
  func `Random lengths in one padded batch give what each gets alone`(seed: UInt64) throws {
    let model = try LogMelModel(.tiny([6, 5]), ParameterStore(seed: seed).root)
    let lengths = try Tensor.uniform([6], from: 1, to: 5_000, seed: seed).floats()
    let waveforms = try lengths.enumerated().map { index, length in
      try Tensor.normal([Int(length)], seed: seed &+ UInt64(index + 1)).floats()
    }
    let together = try model(
      WaveformGrouping.padded(waveforms, device: .cpu), lengths: waveforms.map(\.count),
      mode: .evaluation)
    for (row, waveform) in waveforms.enumerated() {
      let alone = try model(Tensor(waveform, shape: [1, waveform.count]), mode: .evaluation)
      expectAllClose(
        try together.select(dim: 0, index: row).floats(), try alone.floats(), .float32Deep,
        "row \(row) of \(waveform.count) samples")
    }
  }

  @Test func `Silence has no energy, white noise the same in all bands, a tone one in its own`()
    throws
  {
    let frontEnd = try LogMelFrontEnd(.init(), device: .cpu)
    #expect(try frontEnd(Tensor.zeros([1, 4_000])).floats().allSatisfy { $0 == 0 })
    let noise = try frontEnd(Tensor.normal([1, 160_000], seed: 4)).mean(dims: [0, 2]).floats()
    let expected = Float(log(1 + 1 / LogMelConfiguration().floor))
    #expect(noise.allSatisfy { abs($0 - expected) < 0.7 })
    let tone = (0..<4_000).map { Float(sin(2 * Double.pi * 1_000 * Double($0) / 16_000)) }
    let loudest = try frontEnd(Tensor(tone, shape: [1, 4_000])).mean(dims: [0, 2]).argmax(dim: 0)
    // 1000 Hz are 1000 mel, and the bands' middles lie (2627 − 78) ÷ 41 mel apart from 78 mel on.
    #expect(try loudest.item() == 14)
  }

  @Test func `Who asks for it gets the gradient of the sound`() throws {
    let model = try LogMelModel(.tiny([6, 5]), ParameterStore(seed: 2).root)
    let waveforms = try Tensor.normal([1, 2_000], seed: 5).requiresGrad(true)
    let vector = try model(waveforms, mode: .evaluation)
    try (vector * vector * vector).sum().backward()
    #expect(try #require(waveforms.grad).abs().sum().item() > 0)
  }

  @Test func `Autocast leaves the energies as they are`() throws {
    let frontEnd = try LogMelFrontEnd(.init(), device: .cpu)
    let waveforms = try Tensor.normal([2, 3_000], seed: 4)
    let cast = try withAutocast(.bfloat16, on: .cpu) { try frontEnd(waveforms) }
    #expect(cast.dtype == .float32)
    #expect(try cast.floats() == frontEnd(waveforms).floats())
  }

  @Test func `Training hides what its seeds say, each sound by itself, and evaluation nothing`()
    throws
  {
    var configuration = LogMelConfiguration.tiny([6, 5])
    configuration.dropout = 0
    configuration.masking = Wav2Vec2Masking(
      time: .init(probability: 0.3, length: 3), features: .init(probability: 0.3, length: 2))
    let model = try LogMelModel(configuration, ParameterStore(seed: 1).root)
    let waveforms = try Tensor.normal([2, 4_000], seed: 5)
    func row(_ index: Int, _ mode: Mode, _ seeds: [UInt64]?) throws -> [Float] {
      try model(waveforms, mode: mode, maskSeeds: seeds).select(dim: 0, index: index).floats()
    }
    #expect(try row(0, .training, [1, 2]) != row(0, .training, [3, 2]))
    expectAllClose(
      try row(1, .training, [1, 2]), try row(1, .training, [3, 2]), .float32, "its own seed")
    #expect(try row(0, .training, [1, 2]) != row(0, .evaluation, nil))
    #expect(try row(0, .evaluation, [1, 2]) == row(0, .evaluation, nil))
    #expect(throws: EncoderInputError.self) { _ = try row(0, .training, [1]) }
  }

  @Test func `A configuration survives being written; keys left out have their defaults`() throws {
    let configuration = LogMelConfiguration.tiny([6, 5])
    let data = try JSONEncoder().encode(configuration)
    #expect(try JSONDecoder().decode(LogMelConfiguration.self, from: data) == configuration)
    let least = Data(#"{"model_type": "log_mel"}"#.utf8)
    #expect(try JSONDecoder().decode(LogMelConfiguration.self, from: least) == .init())
  }

  @Test func `Values that no network can be built from name their key`() throws {
    func key(_ change: (inout LogMelConfiguration) -> Void) throws -> String {
      var configuration = LogMelConfiguration()
      change(&configuration)
      return try #require(throws: EncoderConfigurationError.self) {
        try configuration.validate()
      }.key
    }
    #expect(try key { $0.numBands = 0 } == "num_bands")
    #expect(try key { $0.numBands = 128 } == "num_bands")
    #expect(try key { $0.numBands = 1 << 20 } == "num_bands")
    #expect(try key { $0.minimumFrequency = 7_000 } == "maximum_frequency")
    #expect(try key { $0.maximumFrequency = 9_000 } == "maximum_frequency")
    #expect(try key { $0.floor = 0 } == "floor")
    #expect(try key { $0.channels = [0] } == "channels")
    #expect(try key { $0.kernelSize = 4 } == "kernel_frames")
    #expect(try key { $0.statistics = [] } == "statistics")
    #expect(try key { $0.statistics = [.mean, .mean] } == "statistics")
    #expect(try key { $0.dropout = 1 } == "channel_dropout")
    #expect(try key { $0.masking.time.length = 0 } == "mask_time_length")
  }
}
