import AttuneCore

/// A way to make inputs worse by degrees.
public enum Stress: String, CaseIterable, Codable, Sendable {
  /// White noise added to the sounds; levels are ratios of signal to noise in dB, 20 to −5.
  case noise
  /// Frames that are lost and repeat their neighbours; levels are shares of the frames, 0.25 to 1.
  case lostFrames = "lost_frames"
  /// Words that are left out of situations and utterances; levels are shares of the words, 0.1 to 0.9.
  case lostWords = "lost_words"
  /// Sound that is absent altogether, in a share of the conversations, 0.25 to 1.
  case missingAudio = "missing_audio"
  /// Pictures that are absent altogether, in a share of the conversations, 0.25 to 1.
  case missingVideo = "missing_video"
  /// Words that are absent altogether, in a share of the conversations, 0.25 to 1.
  case missingText = "missing_text"

  /// The levels from mild to strong.
  public var levels: [Double] {
    switch self {
    case .noise: [20, 15, 10, 5, 0, -5]
    case .lostFrames, .missingAudio, .missingVideo, .missingText: [0.25, 0.5, 0.75, 1]
    case .lostWords: [0.1, 0.25, 0.5, 0.75, 0.9]
    }
  }

  /// The modality that is made worse.
  public var modality: Modality {
    switch self {
    case .noise, .missingAudio: .audio
    case .lostFrames, .missingVideo: .video
    case .lostWords, .missingText: .text
    }
  }

  /// Whether it takes the modality away from some conversations rather than changing it in all.
  public var takesAway: Bool {
    switch self {
    case .noise, .lostFrames, .lostWords: false
    case .missingAudio, .missingVideo, .missingText: true
    }
  }
}
