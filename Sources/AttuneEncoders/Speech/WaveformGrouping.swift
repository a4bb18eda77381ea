import Torch

/// Which waveforms are encoded together.
public enum WaveformGrouping {
  /// Sorts waveforms by length and cuts them into groups in which the longest is at most a quarter
  /// longer than the shortest, so little of what is encoded is padding.
  ///
  /// - Parameter lengths: samples of each waveform.
  /// - Returns: positions in `lengths`, every one once.
  public static func groups(lengths: [Int]) -> [[Int]] {
    let order = lengths.indices.sorted { (lengths[$0], $0) < (lengths[$1], $1) }
    var groups: [[Int]] = []
    for index in order {
      let shortest = groups.last.map { lengths[$0[0]] }
      if let shortest, Double(lengths[index]) <= 1.25 * Double(shortest) {
        groups[groups.count - 1].append(index)
      } else {
        groups.append([index])
      }
    }
    return groups
  }

  /// Makes `[M, S]` of waveforms, padded at their ends with zeros.
  public static func padded(_ waveforms: [[Float]], device: Device) throws(TorchError) -> Tensor {
    let length = waveforms.map(\.count).max() ?? 0
    var samples: [Float] = []
    samples.reserveCapacity(waveforms.count * length)
    for waveform in waveforms {
      samples += waveform
      samples += repeatElement(0, count: length - waveform.count)
    }
    return try Tensor(samples, shape: [waveforms.count, length], device: device)
  }
}
