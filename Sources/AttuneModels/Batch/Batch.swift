import Torch

/// Conversation turns as the networks take them.
///
/// The utterances of all `B` dialogues stand one after another as `N` rows, so that there is no
/// padding utterance; ``utteranceCounts`` says which belong together. What is missing is simply not
/// there: a text is `nil`, sound and video have no row.
public struct Batch {
  /// The words of each of the `N` utterances, `nil` where it has none.
  public var texts: [TextInput?]
  /// Utterances of each of the `B` dialogues, at least 1 each; they sum to `N`.
  public var utteranceCounts: [Int]
  /// Who speaks, `[N]` int64: index of the role in `Utterance.Role.allCases`.
  public var roles: Tensor
  /// The situation of each of the `B` turns, `nil` where it has none.
  public var contexts: [TextInput?]
  /// Sound, in groups that are encoded together; no row occurs twice.
  public var sounds: [WaveformGroup]
  /// Sounds that a frozen encoder heard before, beside those of ``sounds``.
  public var frozenSounds: [FrozenSound]
  /// Video, in groups that are encoded together; no row occurs twice.
  public var clips: [ClipGroup]
  /// Metadata ids.
  public var metadata: MetadataBatch
  /// Index of the true class, `[B]` int64; `nil` where no truth is known.
  public var labels: Tensor?
  /// Index of the true word of the label map, `[B]` int64; `nil` where one is not known.
  public var words: Tensor?
  /// What is remembered of equal inputs; `nil` reads everything.
  var readings: BatchReadings?

  /// Creates a batch.
  public init(
    texts: [TextInput?], utteranceCounts: [Int], roles: Tensor, contexts: [TextInput?],
    sounds: [WaveformGroup], frozenSounds: [FrozenSound] = [], clips: [ClipGroup],
    metadata: MetadataBatch, labels: Tensor?,
    words: Tensor? = nil
  ) {
    self.texts = texts
    self.utteranceCounts = utteranceCounts
    self.roles = roles
    self.contexts = contexts
    self.sounds = sounds
    self.frozenSounds = frozenSounds
    self.clips = clips
    self.metadata = metadata
    self.labels = labels
    self.words = words
  }

  /// An utterance's sound as the frozen encoder heard it.
  public struct FrozenSound: Sendable, Equatable {
    /// Row into the batch's `N` utterances.
    public var row: Int
    /// The means over time of the layers that are heard, `[layers, H]`.
    public var features: FrozenFeatures

    /// Pairs a row with its features.
    public init(row: Int, features: FrozenFeatures) { (self.row, self.features) = (row, features) }
  }

  /// Number of conversation turns.
  public var size: Int { utteranceCounts.count }
  /// Number of utterances in them.
  public var numUtterances: Int { texts.count }
}
