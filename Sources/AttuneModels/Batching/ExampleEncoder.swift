import AttuneCore
import AttuneCorpus
import AttuneMedia
import AttuneText
import FaceDetection
import Foundation

/// Turns a conversation turn into an ``Example``, within what the input policy allows.
///
/// Training and prediction use the same encoder built from the same configuration.
public struct ExampleEncoder: Sendable {
  /// What the model may see, and how.
  public let pipeline: PipelineConfiguration
  /// The text encoder's tokenizer.
  public let tokenizer: WordPieceTokenizer
  /// The vocabularies of the training split.
  public let vocabularies: Vocabularies
  /// Finds what the model's frozen layers made of sounds; they are then not decoded.
  public var frozen: FrozenLookup?
  private let cache: MediaCache?
  private let requiresMedia: Bool
  /// The place of each word that the model answers; empty where it answers classes.
  private let wordIndices: [String: Int]

  /// Creates an encoder.
  ///
  /// - Parameters:
  ///   - cache: keeps what was decoded; `nil` decodes every time.
  ///   - requiresMedia: makes the first unusable medium an error instead of a counted absence.
  public init(
    pipeline: PipelineConfiguration, tokenizer: WordPieceTokenizer, vocabularies: Vocabularies,
    cache: MediaCache?, requiresMedia: Bool = false
  ) {
    self.pipeline = pipeline
    self.tokenizer = tokenizer
    self.vocabularies = vocabularies
    self.cache = cache
    self.requiresMedia = requiresMedia
    let words = (try? pipeline.model.labelMap())?.words ?? []
    wordIndices = Dictionary(uniqueKeysWithValues: words.enumerated().map { ($1, $0) })
  }

  /// Encodes one turn.
  ///
  /// - Parameters:
  ///   - decodesSounds: whether waveforms are wanted also where ``frozen`` has their features, as
  ///     for augmentation.
  ///   - findsFaces: whether faces are looked for in the speaker's video, as prediction tables tell;
  ///     it takes time.
  ///   - report: what was missing or cut is added to it.
  /// - Throws: `MediaError` for the first unusable medium if media are required, and for settings
  ///   that no clip can meet always.
  public func encode(
    _ conversation: Conversation, _ turn: Turn, decodesSounds: Bool = false,
    findsFaces: Bool = false, report: inout InputReport
  ) throws -> Example {
    let inputs = pipeline.inputs
    let utterances = selected(turn, report: &report)
    report.turns += 1
    report.utterances += utterances.count
    let context = inputs.context ? turn.context : nil
    var parts: [Example.Part] = []
    if pipeline.model.kind == .text {
      parts = [
        Example.Part(text: document(context, utterances, report: &report), role: .speaker)
      ]
    } else {
      for utterance in utterances {
        parts.append(
          try part(
            utterance, decodesSounds: decodesSounds, findsFaces: findsFaces, report: &report))
      }
    }
    return Example(
      conversation: conversation.key,
      turn: turn.id,
      label: turn.emotion.flatMap { pipeline.model.classes.firstIndex(of: $0.rawValue) },
      word: turn.emotionWord.flatMap { wordIndices[$0] },
      context: pipeline.model.kind == .text
        ? nil
        : tokens(
          context ?? "", limit: pipeline.model.text.maximumContextTokens, report: &report),
      utterances: parts,
      metadata: metadata(conversation, turn),
      attributes: attributes(
        conversation, turn, texts: [context ?? ""] + utterances.map(\.text), parts: parts),
      pixels: pipeline.media.pixels)
  }

  /// The example with what the model's frozen layers made of its texts, where that is kept.
  ///
  /// After augmentation: what it changed is left alone.
  public func completingTexts(of example: Example) -> Example {
    frozen?.completingTexts(of: example) ?? example
  }

  /// The utterances that the policy lets through; the newest where there are too many.
  func selected(_ turn: Turn, report: inout InputReport) -> [Utterance] {
    var utterances = turn.dialogue
    if !pipeline.inputs.dialogue, let last = utterances.last { utterances = [last] }
    if pipeline.inputs.response, let response = turn.response { utterances.append(response) }
    if utterances.isEmpty {
      // A turn of nothing but metadata still is a sequence of one step.
      utterances = [Utterance(index: 0, role: .speaker, text: "", audio: nil, video: nil)]
    }
    if let limit = pipeline.model.maximumUtterances, utterances.count > limit {
      report.droppedUtterances += utterances.count - limit
      utterances = Array(utterances.suffix(limit))
    }
    return utterances
  }

  private func part(
    _ utterance: Utterance, decodesSounds: Bool, findsFaces: Bool, report: inout InputReport
  ) throws -> Example.Part {
    var part = Example.Part(
      text: tokens(
        utterance.text, limit: pipeline.model.text.maximumUtteranceTokens, report: &report),
      role: utterance.role)
    if pipeline.model.audio != nil, let url = utterance.audio {
      if !decodesSounds, let known = frozen?.sound(url) {
        part.frozenSound = known.features
        part.soundFacts = known.facts
        report.used[Modality.audio.rawValue, default: 0] += 1
        if known.facts.isTruncated { report.truncatedSounds += 1 }
      } else {
        try decodeSound(url, into: &part, report: &report)
      }
    }
    if let settings = pipeline.videoSettings, let url = utterance.video {
      part.video = try used(.video, url, report: &report) {
        try cache?.video(url, settings: settings)
          ?? VideoDecoder.decode(url, settings: settings)
      }
      if findsFaces, utterance.role == .speaker, part.video != nil {
        part.faces = try cache?.faces(url) ?? FaceSightings(of: url)
      }
    }
    return part
  }

  private func decodeSound(
    _ url: URL, into part: inout Example.Part, report: inout InputReport
  ) throws {
    part.sound = try used(.audio, url, report: &report) {
      try cache?.audio(url, settings: pipeline.media.audio)
        ?? AudioDecoder.decode(url, settings: pipeline.media.audio)
    }
    guard let sound = part.sound else { return }
    if sound.isTruncated { report.truncatedSounds += 1 }
    let facts = SoundFacts(sound)
    part.soundFacts = facts
    part.soundKey = frozen?.remember(url, sound, facts)
  }

  /// Decodes a medium, or counts it as missing.
  private func used<Clip>(
    _ modality: Modality, _ url: URL, report: inout InputReport, decode: () throws -> Clip
  ) throws -> Clip? {
    do {
      let clip = try decode()
      report.used[modality.rawValue, default: 0] += 1
      return clip
    } catch let error as MediaError where !requiresMedia {
      // No file is to blame for settings, and all would be missing.
      if case .invalidSettings = error { throw error }
      report.recordMissing(
        modality, condition: error.condition.name, named: String(describing: error))
      return nil
    }
  }

  /// Token ids, or `nil` for a text without words.
  func tokens(_ text: String, limit: Int, report: inout InputReport) -> [Int32]? {
    guard text.contains(where: { !$0.isWhitespace }) else { return nil }
    let tokenized = tokenizer.encode(text, maximumLength: limit)
    if tokenized.numTruncated > 0 {
      report.truncatedTexts += 1
      report.truncatedTokens += tokenized.numTruncated
    }
    return tokenized.inputIDs
  }

  private func metadata(_ conversation: Conversation, _ turn: Turn) -> Example.Metadata {
    let inputs = pipeline.inputs
    var metadata = Example.Metadata()
    if inputs.profiles {
      let profiles = [conversation.speaker, conversation.listener]
      metadata.age = profiles.map { Self.identifier($0?.age) }
      metadata.gender = profiles.map { Self.identifier($0?.gender) }
      metadata.timbre = profiles.map { Self.identifier($0?.timbre) }
      if inputs.profileID {
        metadata.profileID = profiles.map { profile in
          profile?.id.flatMap { (0..<100).contains($0) ? Int64($0 + 1) : nil } ?? 0
        }
      }
    }
    if inputs.topic { metadata.topic = vocabularies.topic.identifier(conversation.topic) }
    if inputs.rationale {
      metadata.eventScenario = vocabularies.eventScenario.identifier(turn.rationale?.eventScenario)
      metadata.emotionCause = vocabularies.emotionCause.identifier(turn.rationale?.emotionCause)
      metadata.goalToResponse = vocabularies.goalToResponse.identifier(
        turn.rationale?.goalToResponse)
    }
    return metadata
  }

  /// The position in a closed vocabulary, from 1; 0 for unknown.
  private static func identifier<Field: CaseIterable & Equatable>(_ value: Field?) -> Int64 {
    guard let value, let index = Array(Field.allCases).firstIndex(of: value) else { return 0 }
    return Int64(index + 1)
  }
}
