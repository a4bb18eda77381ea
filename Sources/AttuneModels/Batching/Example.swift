import AttuneCore
import AttuneMedia
import FaceDetection

/// One conversation turn as numbers, before it joins a batch; plain values only.
public struct Example: Sendable {
  /// Key of the conversation.
  public var conversation: String
  /// Id of the turn.
  public var turn: String
  /// Index of the true class, or `nil` where the turn has no label.
  public var label: Int?
  /// Index of the true word of the label map, or `nil` where it is not known or not asked for.
  public var word: Int?
  /// Token ids of the situation, or `nil` where it is absent or not an input.
  public var context: [Int32]?
  /// Whether augmentation changed ``context``: then nothing kept of it may be used or kept.
  public var isContextAugmented = false
  /// What the text encoder's frozen layers make of ``context``, where it was computed before.
  public var frozenContext: FrozenFeatures?
  /// The dialogue's utterances in order; never empty.
  public var utterances: [Part]
  /// Ids of the metadata fields; 0 stands for unknown.
  public var metadata: Metadata
  /// What prediction tables tell of the turn, by name.
  public var attributes: [String: AttributeValue] = [:]
  /// How the colours of the frames become numbers.
  public var pixels = PixelScale.imageNet

  /// One utterance as numbers.
  public struct Part: Sendable {
    /// Token ids, or `nil` where there are no words.
    public var text: [Int32]?
    /// Who speaks.
    public var role: Utterance.Role
    /// The sound, or `nil` where it is missing or the model hears none.
    public var sound: AudioClip?
    /// What ``FrozenLookup`` calls the sound, where it did; a digest of the sound as it was decoded.
    var soundKey: String?
    /// What is told of the sound; there wherever it or its features are.
    public var soundFacts: SoundFacts?
    /// The sampled frames, or `nil` where they are missing or the model sees none.
    public var video: VideoClip?
    /// Which frames of the speaker's video show a face, where that was asked for.
    public var faces: FaceSightings?
    /// What the text encoder's frozen layers make of ``text``, where it was computed before.
    public var frozenText: FrozenFeatures?
    /// What the frozen audio encoder makes of the sound; ``sound`` is then not needed.
    public var frozenSound: FrozenFeatures?
    /// Seed of what training hides from the sound inside the audio encoder; `nil` to draw it.
    public var maskSeed: UInt64?
    /// The modalities that augmentation changed.
    public var augmented: Set<Modality> = []

    /// Whether augmentation changed a modality: then no cache of features may be used for it.
    public func isAugmented(_ modality: Modality) -> Bool { augmented.contains(modality) }
  }

  /// Metadata as ids; speaker first, listener second where there are two.
  public struct Metadata: Sendable, Equatable {
    var age: [Int64] = [0, 0]
    var gender: [Int64] = [0, 0]
    var timbre: [Int64] = [0, 0]
    var profileID: [Int64] = [0, 0]
    var topic: Int64 = 0
    var eventScenario: Int64 = 0
    var emotionCause: Int64 = 0
    var goalToResponse: Int64 = 0

    /// Whether any field is known.
    public var isPresent: Bool { self != Metadata() }
  }

  /// The modalities that this example really holds.
  public var modalities: [Modality] {
    var present: [Modality] = []
    if utterances.contains(where: { $0.sound != nil || $0.frozenSound != nil }) {
      present.append(.audio)
    }
    if utterances.contains(where: { $0.video != nil }) { present.append(.video) }
    if context != nil || utterances.contains(where: { $0.text != nil }) { present.append(.text) }
    if metadata.isPresent { present.append(.metadata) }
    return present
  }

  /// The example without one modality, as if it had never been there.
  public func without(_ modality: Modality) -> Example {
    var example = self
    switch modality {
    case .audio:
      for index in utterances.indices {
        example.utterances[index].sound = nil
        example.utterances[index].frozenSound = nil
      }
    case .video:
      for index in utterances.indices { example.utterances[index].video = nil }
    case .text:
      (example.context, example.frozenContext) = (nil, nil)
      for index in utterances.indices {
        example.utterances[index].text = nil
        example.utterances[index].frozenText = nil
      }
    case .metadata:
      example.metadata = Metadata()
    }
    return example
  }
}
