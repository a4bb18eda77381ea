import Torch

/// Conversation turns as the networks take them.
///
/// The utterances of all `B` dialogues stand one after another as `N` rows, so that there is no
/// padding utterance; ``utteranceCounts`` says which belong together. What is missing is simply not
/// there: a text by its flag, sound and video by having no row.
public struct Batch {
  /// Token ids of the utterances, `[N, T]` int64.
  public var utteranceIDs: Tensor
  /// True for a token, false for padding, `[N, T]` bool.
  public var utteranceMask: Tensor
  /// Whether each of the `N` utterances has words.
  public var textPresent: [Bool]
  /// Utterances of each of the `B` dialogues, at least 1 each; they sum to `N`.
  public var utteranceCounts: [Int]
  /// Who speaks, `[N]` int64: index of the role in `Utterance.Role.allCases`.
  public var roles: Tensor
  /// Token ids of the situations, `[B, T]` int64.
  public var contextIDs: Tensor
  /// True for a token, false for padding, `[B, T]` bool.
  public var contextMask: Tensor
  /// Whether each of the `B` turns has a situation.
  public var contextPresent: [Bool]
  /// Sound, in groups that are encoded together; no row occurs twice.
  public var sounds: [WaveformGroup]
  /// Video, in groups that are encoded together; no row occurs twice.
  public var clips: [ClipGroup]
  /// Metadata ids.
  public var metadata: MetadataBatch
  /// Index of the true class, `[B]` int64; `nil` where no truth is known.
  public var labels: Tensor?

  /// Creates a batch.
  public init(
    utteranceIDs: Tensor, utteranceMask: Tensor, textPresent: [Bool], utteranceCounts: [Int],
    roles: Tensor, contextIDs: Tensor, contextMask: Tensor, contextPresent: [Bool],
    sounds: [WaveformGroup], clips: [ClipGroup], metadata: MetadataBatch, labels: Tensor?
  ) {
    self.utteranceIDs = utteranceIDs
    self.utteranceMask = utteranceMask
    self.textPresent = textPresent
    self.utteranceCounts = utteranceCounts
    self.roles = roles
    self.contextIDs = contextIDs
    self.contextMask = contextMask
    self.contextPresent = contextPresent
    self.sounds = sounds
    self.clips = clips
    self.metadata = metadata
    self.labels = labels
  }

  /// Number of conversation turns.
  public var size: Int { utteranceCounts.count }
  /// Number of utterances in them.
  public var numUtterances: Int { textPresent.count }
}
