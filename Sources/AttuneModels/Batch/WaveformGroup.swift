import Torch

/// Waveforms that are encoded together.
public struct WaveformGroup {
  /// The utterance of each waveform: rows into the batch's `N` utterances.
  public var rows: [Int]
  /// `[M, S]`, mono, 16 kHz; a row shorter than `S` is padded with zeros at its end.
  public var waveforms: Tensor
  /// Samples of each row without its padding.
  ///
  /// Lengths that all equal `S` are the fast case.
  public var lengths: [Int]
  /// Seed of what training hides from each row inside the encoder; `nil` to draw it.
  public var maskSeeds: [UInt64]?

  /// Creates a group.
  public init(rows: [Int], waveforms: Tensor, lengths: [Int], maskSeeds: [UInt64]? = nil) {
    self.rows = rows
    self.waveforms = waveforms
    self.lengths = lengths
    self.maskSeeds = maskSeeds
  }
}
