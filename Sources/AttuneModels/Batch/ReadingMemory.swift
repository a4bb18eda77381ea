import AttuneMedia
import Torch

/// What models read of the texts, sounds and clips of whole batches, so that who predicts the same
/// conversations again and again, with a part of them changed, has the other parts read once.
///
/// The very same inputs give the very same numbers, batch by batch. What a network makes of one text
/// or clip depends in its last bits on those beside it, so nothing less than a batch's is remembered.
public final class ReadingMemory {
  /// Whether what is read is kept from now on; what was kept is given in any case.
  public var isOpen = true
  private var known: [Key: Any] = [:]

  /// Creates an empty memory.
  public init() {}

  /// The inputs of one reader of a model.
  struct Key: Hashable {
    let model: Int
    let reader: Reader
    /// One a row; `nil` where there is nothing to read.
    let checksums: [[UInt8]?]
  }

  /// The parts of a model that read.
  enum Reader: Hashable { case texts, sounds, clips }

  func knows(_ key: Key) -> Bool { known[key] != nil }

  func reading<Value>(_ key: Key, _ read: () throws -> Value) rethrows -> Value {
    if let value = known[key] as? Value { return value }
    let value = try read()
    if isOpen { known[key] = value }
    return value
  }
}

/// Where a batch's readings are remembered.
struct BatchReadings {
  let memory: ReadingMemory
  let texts: ReadingMemory.Key
  let sounds: ReadingMemory.Key
  let clips: ReadingMemory.Key

  /// Names the inputs of examples by their checksums; `nil` where frozen layers have read some.
  init?(of examples: [Example], by model: Int, in memory: ReadingMemory) {
    let parts = examples.flatMap(\.utterances)
    guard examples.allSatisfy({ $0.frozenContext == nil }),
      parts.allSatisfy({ $0.frozenText == nil && $0.frozenSound == nil })
    else { return nil }
    func key<Value>(
      _ reader: ReadingMemory.Reader, _ values: [Value?], _ checksum: (Value) -> [UInt8]
    ) -> ReadingMemory.Key {
      .init(model: model, reader: reader, checksums: values.map { $0.map(checksum) })
    }
    func checksum(_ values: [some Any]) -> [UInt8] {
      values.withUnsafeBytes { ContentHash.checksum(of: $0) }
    }
    self.memory = memory
    texts = key(.texts, parts.map(\.text) + examples.map(\.context), checksum)
    sounds = key(.sounds, parts.map(\.sound)) { checksum($0.waveform) }
    clips = key(.clips, parts.map(\.video)) {
      checksum($0.pixels) + checksum([$0.numFrames, $0.height, $0.width])
    }
  }

  var knowsSounds: Bool { memory.knows(sounds) }
  var knowsClips: Bool { memory.knows(clips) }
}

extension Batch {
  /// What a reader makes of the batch, or made of the very same inputs before.
  func remembering<Value>(
    _ key: KeyPath<BatchReadings, ReadingMemory.Key>, _ read: () throws -> Value
  ) rethrows -> Value {
    guard let readings else { return try read() }
    return try readings.memory.reading(readings[keyPath: key], read)
  }
}
