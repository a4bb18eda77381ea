import AttuneCore
import Foundation

/// A conversation as the audit looks at it: its last turn, and the media of the labelled utterance.
final class LeakRecord {
  let conversation: Conversation
  let turn: Turn
  let split: Split?
  /// The texts of each field, without those that have no word.
  private var texts: [CorpusField: [NumberedText]] = [:]
  private let root: URL
  private let audio: MediaFinding?
  private let video: MediaFinding?

  /// `nil` for a conversation without a turn.
  init?(
    _ conversation: Conversation, split: Split?, root: URL, media: [MediaKey: MediaFinding],
    words: inout WordNumbers
  ) {
    guard let turn = conversation.turns.last else { return nil }
    (self.conversation, self.turn, self.split, self.root) = (conversation, turn, split, root)
    func finding(_ url: URL?, _ modality: Modality) -> MediaFinding? {
      url.flatMap { media[MediaKey($0, modality)] }
    }
    audio = finding(turn.dialogue.last?.audio, .audio)
    video = finding(turn.dialogue.last?.video, .video)
    readTexts(&words)
  }

  private func readTexts(_ words: inout WordNumbers) {
    var read: [(CorpusField, String?)] = [
      (.context, turn.context), (.topic, conversation.topic), (.response, turn.response?.text),
      (.eventScenario, turn.rationale?.eventScenario),
      (.emotionCause, turn.rationale?.emotionCause),
      (.goalToResponse, turn.rationale?.goalToResponse), (.utterance, turn.dialogue.last?.text),
    ]
    for utterance in turn.dialogue.dropLast() {
      read.append(
        (utterance.role == .speaker ? .speakerHistory : .listenerHistory, utterance.text))
    }
    for (field, text) in read {
      guard let text = text.map({ words.text($0) }), !text.words.isEmpty else { continue }
      texts[field, default: []].append(text)
    }
  }

  /// The texts of a field; none for a field that is no text.
  func texts(of field: CorpusField) -> [NumberedText] { texts[field] ?? [] }

  /// The words of the whole dialogue: the history's, role by role, and the labelled utterance's.
  var dialogueWords: [Int32] {
    [CorpusField.speakerHistory, .listenerHistory, .utterance]
      .flatMap { texts(of: $0).flatMap(\.words) }
  }

  /// What stands in a field as a whole; `nil` where nothing does, or it is a text of its own.
  func value(of field: CorpusField) -> FieldValue? {
    switch field {
    case .context, .utterance, .speakerHistory, .listenerHistory, .response: nil
    case .topic: conversation.topic.map(FieldValue.name)
    case .eventScenario: turn.rationale?.eventScenario.map(FieldValue.name)
    case .emotionCause: turn.rationale?.emotionCause.map(FieldValue.name)
    case .goalToResponse: turn.rationale?.goalToResponse.map(FieldValue.name)
    case .speakerAge: (conversation.speaker?.age?.rawValue).map(FieldValue.name)
    case .speakerGender: (conversation.speaker?.gender?.rawValue).map(FieldValue.name)
    case .speakerTimbre: (conversation.speaker?.timbre?.rawValue).map(FieldValue.name)
    case .speakerProfileID: (conversation.speaker?.id).map { .name(String($0)) }
    case .listenerAge: (conversation.listener?.age?.rawValue).map(FieldValue.name)
    case .listenerGender: (conversation.listener?.gender?.rawValue).map(FieldValue.name)
    case .listenerTimbre: (conversation.listener?.timbre?.rawValue).map(FieldValue.name)
    case .listenerProfileID: (conversation.listener?.id).map { .name(String($0)) }
    case .conversationID:
      Double(conversation.id).map(FieldValue.number) ?? .name(Self.pattern(conversation.id))
    case .audioPath: path(turn.dialogue.last?.audio)
    case .audioBytes: bytes(turn.dialogue.last?.audio)
    case .audioSampleRate: (audio?.sampleRate).map { .name("\($0) Hz") }
    case .audioSeconds: (audio?.durationSeconds).map(FieldValue.number)
    case .videoPath: path(turn.dialogue.last?.video)
    case .videoBytes: bytes(turn.dialogue.last?.video)
    case .videoSeconds: (video?.durationSeconds).map(FieldValue.number)
    }
  }

  private func path(_ url: URL?) -> FieldValue? {
    url.map { .name(Self.pattern(Quarantine.name(of: $0, in: root))) }
  }

  private func bytes(_ url: URL?) -> FieldValue? {
    let attributes = url.flatMap {
      try? FileManager.default.attributesOfItem(atPath: $0.resolvingSymlinksInPath().path)
    }
    return (attributes?[.size] as? NSNumber).map { .number($0.doubleValue) }
  }

  /// A name with each number in it as `#`.
  private static func pattern(_ name: String) -> String {
    name.reduce(into: "") { pattern, character in
      if !character.isWholeNumber {
        pattern.append(character)
      } else if pattern.last != "#" {
        pattern.append("#")
      }
    }
  }
}

/// What one field holds in one record.
enum FieldValue: Hashable {
  case name(String)
  case number(Double)
}

/// A medium: one file may be both a sound and a video.
struct MediaKey: Hashable {
  private let path: String
  private let modality: Modality

  init(_ url: URL, _ modality: Modality) { (path, self.modality) = (url.path, modality) }
}
