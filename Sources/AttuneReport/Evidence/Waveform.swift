import AttuneMedia

/// The outline of a sound: how far it swings in each of many short stretches.
struct Waveform: Sendable, Equatable {
  /// Greatest magnitude of each stretch, 0…1 of the loudest.
  let levels: [Double]
  /// Length in seconds.
  let durationSeconds: Double

  /// How many stretches there are at most: one for two pixels of a small picture.
  private static let maximumCount = 110

  /// The outline of a clip; flat for silence.
  init(_ clip: AudioClip) {
    durationSeconds = clip.durationSeconds
    let peak = clip.peak
    let count = min(Self.maximumCount, clip.waveform.count)
    levels = (0..<count).map { stretch in
      let (start, end) = (
        stretch * clip.waveform.count / count, (stretch + 1) * clip.waveform.count / count
      )
      let level = clip.waveform[start..<end].reduce(Float(0)) { max($0, abs($1)) }
      return peak > 0 ? Double(level / peak) : 0
    }
  }
}
