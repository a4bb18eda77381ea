import AttuneCore

/// A way to make inputs worse by degrees.
public enum Stress: String, CaseIterable, Codable, Sendable {
  /// White noise added to the sounds; levels are ratios of signal to noise in dB, 20 to −5.
  case noise
  /// Frames that are lost and repeat their neighbours; levels are shares of the frames, 0.25 to 1.
  case lostFrames = "lost_frames"
  /// Words that are left out of situations and utterances; levels are shares of the words, 0.1 to 0.9.
  case lostWords = "lost_words"

  /// The levels from mild to strong.
  public var levels: [Double] {
    switch self {
    case .noise: [20, 15, 10, 5, 0, -5]
    case .lostFrames: [0.25, 0.5, 0.75, 1]
    case .lostWords: [0.1, 0.25, 0.5, 0.75, 0.9]
    }
  }

  /// The modality that is made worse.
  public var modality: Modality {
    switch self {
    case .noise: .audio
    case .lostFrames: .video
    case .lostWords: .text
    }
  }
}
