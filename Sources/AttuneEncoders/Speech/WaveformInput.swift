import Torch

/// What every audio encoder asks of a batch of waveforms.
enum WaveformInput {
  /// Continues a batch with silence up to the shortest length that gives a frame.
  ///
  /// - Parameters:
  ///   - waveforms: `[B, S]`.
  ///   - lengths: real samples of each row, 1…S; `nil` where all are.
  /// - Throws: ``EncoderInputError`` if the shapes do not fit.
  static func checked(
    _ waveforms: Tensor, _ lengths: [Int]?, minimumSamples: Int, encoder: String
  ) throws -> (waveforms: Tensor, lengths: [Int]) {
    guard waveforms.rank == 2, waveforms.dim(1) > 0 else {
      throw EncoderInputError.shape(
        encoder: encoder, expected: "[B, S]", actual: waveforms.shape)
    }
    let (batch, length) = (waveforms.dim(0), waveforms.dim(1))
    let lengths = lengths ?? Array(repeating: length, count: batch)
    guard lengths.count == batch, lengths.allSatisfy({ (1...length).contains($0) }) else {
      throw EncoderInputError.lengths(
        encoder: encoder, lengths: lengths, shape: waveforms.shape)
    }
    let missing = max(0, minimumSamples - length)
    let padded = missing == 0 ? waveforms : try waveforms.pad(dim: 1, after: missing)
    return (padded, lengths.map { max($0, minimumSamples) })
  }
}
