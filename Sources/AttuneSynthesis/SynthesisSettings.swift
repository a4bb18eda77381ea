/// How large the pieces of a synthetic corpus are.
public struct SynthesisSettings: Sendable, Hashable, Codable {
  /// Exchanges in a conversation, 1 … 4; each is a line of the speaker and a reply.
  public var turns: ClosedRange<Int>
  /// Width and height of the video in pixels, even, 32 … 256.
  public var frameSize: Int
  /// Frames a second, 1 … 30.
  public var frameRate: Int

  /// Settings; the defaults give about 4.6 utterances a conversation and small, quick clips.
  public init(turns: ClosedRange<Int> = 1...4, frameSize: Int = 128, frameRate: Int = 12) {
    self.turns = turns
    self.frameSize = frameSize
    self.frameRate = frameRate
  }

  func validate() throws(SynthesisError) {
    guard turns.lowerBound >= 1, turns.upperBound <= 4 else {
      throw .invalidSetting("turns", "\(turns)", "1 to 4")
    }
    guard (32...256).contains(frameSize), frameSize.isMultiple(of: 2) else {
      throw .invalidSetting("frame size", "\(frameSize)", "an even number from 32 to 256")
    }
    guard (1...30).contains(frameRate) else {
      throw .invalidSetting("frame rate", "\(frameRate)", "1 to 30")
    }
  }
}
