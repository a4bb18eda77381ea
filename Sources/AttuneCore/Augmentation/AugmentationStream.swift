/// Names the random numbers that augment one input of one example in one epoch.
///
/// What is drawn depends on these names alone. So a resumed run, another batch size, another number
/// of data workers and another order of the examples all see the same augmentation.
public struct AugmentationStream: Hashable, Sendable {
  /// The run's seed.
  public var seed: Int
  /// The epoch, from 0.
  public var epoch: Int
  /// Key of the conversation.
  public var conversation: String
  /// Id of the turn.
  public var turn: String
  /// How often the epoch has shown the turn before; sampling by class shows some of them often.
  public var occurrence: Int
  /// Position of the utterance in the example, or `nil` for the situation.
  public var utterance: Int?

  /// Names a stream.
  public init(
    seed: Int, epoch: Int, conversation: String, turn: String, occurrence: Int = 0,
    utterance: Int? = nil
  ) {
    self.seed = seed
    self.epoch = epoch
    self.conversation = conversation
    self.turn = turn
    self.occurrence = occurrence
    self.utterance = utterance
  }

  /// The generator of one operation.
  ///
  /// Each operation has its own, so that switching one on leaves what the others draw as it was.
  ///
  /// - Parameter operation: its key path below `augmentation:`, as `audio.noise`.
  public func generator(_ operation: String) -> SeededGenerator {
    SeededGenerator(
      seed, epoch, Self.number(conversation), Self.number(turn), occurrence, utterance ?? -1,
      Self.number(operation))
  }

  /// 64-bit FNV-1a of the text's bytes: the standard library's hashes differ from process to
  /// process.
  private static func number(_ text: String) -> Int {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
    return Int(bitPattern: UInt(hash))
  }
}
