import Foundation
import Torch

/// Turns waveforms into log-mel energies; nothing in it is learned.
///
/// A frame of 25 ms under a Hann window starts every 10 ms, only where it lies within the sound. Its
/// power spectrum, scaled so that white noise of unit variance has power 1 everywhere, is averaged
/// into bands. A band's energy is log(1 + power ÷ ``LogMelConfiguration/floor``), so that silence is
/// 0 and what a channel adds to it counts little.
struct LogMelFrontEnd {
  /// Samples of a frame, 25 ms at 16 kHz.
  static let frameLength = 400
  /// Samples from one frame to the next, 10 ms.
  static let hop = 160
  /// Bins of the spectrum, from 0 Hz to 8 kHz.
  static let numBins = transformSize / 2 + 1
  private static let transformSize = 512
  private static let sampleRate = 16_000.0

  /// The cosines, then the sines of the windowed Fourier transform, `[2 · bins, 1, frame]`.
  private let transform: Tensor
  /// `[bands, bins]`.
  private let filterbank: Tensor
  private let floor: Double

  init(_ configuration: LogMelConfiguration, device: Device) throws(TorchError) {
    let bank = Self.filterbank(configuration)
    let window = (0..<Self.frameLength).map {
      0.5 - 0.5 * cos(2 * Double.pi * Double($0) / Double(Self.frameLength))
    }
    let scale = 1 / window.reduce(0) { $0 + $1 * $1 }.squareRoot()
    var kernels: [Float] = []
    kernels.reserveCapacity(2 * bank.numBins * Self.frameLength)
    for function in [cos, sin] as [(Double) -> Double] {
      for bin in 0..<bank.numBins {
        kernels += window.enumerated().map { sample, weight in
          // The phase is taken modulo a turn first, so that no precision is lost.
          let phase = Double(bin * sample % Self.transformSize) / Double(Self.transformSize)
          return Float(scale * weight * function(2 * Double.pi * phase))
        }
      }
    }
    transform = try Tensor(
      kernels, shape: [2 * bank.numBins, 1, Self.frameLength], device: device)
    filterbank = try Tensor(
      bank.weights, shape: [bank.numBands, bank.numBins], device: device)
    floor = configuration.floor
  }

  /// The bands of a configuration.
  static func filterbank(_ configuration: LogMelConfiguration) -> MelFilterbank {
    MelFilterbank(
      numBands: configuration.numBands, transformSize: transformSize, sampleRate: sampleRate,
      range: (configuration.minimumFrequency, configuration.maximumFrequency))
  }

  /// Frames of a sound; one too short for a frame is continued with silence up to one.
  static func numFrames(numSamples: Int) -> Int {
    1 + max(0, numSamples - frameLength) / hop
  }

  /// Computes `[B, bands, F]` of `[B, S]`, S at least a frame.
  func callAsFunction(_ waveforms: Tensor) throws -> Tensor {
    // Short numbers would add noise to the quiet bands.
    try withAutocast(nil, on: waveforms.device) {
      let spectrum = try waveforms.to(.float32).unsqueeze(1)
        .conv1d(weight: transform, bias: nil, stride: Self.hop)  // [B, 2 · bins, F]
      let power = try (spectrum * spectrum).chunk(2, dim: 1)
      let bands = try filterbank.matmul(power[0] + power[1])  // [B, bands, F]
      return try (bands / floor + 1).log()
    }
  }
}
