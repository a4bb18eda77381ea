import AttuneCore
import Foundation

/// Reads AvaMERG's raw files.
struct RawReader {
  let media: MediaIndex
  let labelMap: LabelMap

  /// Reads one file into conversations.
  func read(_ url: URL) throws -> [Conversation] {
    let file = url.path
    return try RecordFile.read(RawRecord.self, from: url).enumerated().map { index, record in
      let speaker = record.speakerProfile?.speakerProfile
      let listener = record.listenerProfile?.speakerProfile
      func utterance(_ index: Int, _ role: Utterance.Role, _ text: String) -> Utterance {
        let profile = role == .speaker ? speaker?.id : listener?.id
        return Utterance(
          index: index, role: role, text: text,
          audio: media.url(
            .audio, conversation: record.conversationID, utterance: index, profile: profile),
          video: media.url(
            .video, conversation: record.conversationID, utterance: index, profile: profile))
      }
      let turns = try record.turns.map { turn in
        let dialogue = (turn.dialogueHistory ?? []).map {
          utterance($0.index, $0.role, $0.utterance)
        }
        let next = (dialogue.map(\.index).max() ?? -1) + 1
        let word = turn.annotation?.speakerEmotion
        return Turn(
          id: turn.turnID, context: turn.context, dialogue: dialogue,
          response: turn.response.map { utterance(next, .listenerResponse, $0) },
          emotionWord: word,
          emotion: try labelMap.emotion(
            word, file: file, record: index, conversation: record.conversationID),
          rationale: turn.annotation?.rationale)
      }
      return Conversation(
        id: record.conversationID, speaker: speaker, listener: listener, topic: record.topic,
        turns: turns)
    }
  }
}

extension LabelMap {
  /// The class of an annotation's word; `nil` where there is no word.
  ///
  /// - Throws: ``CorpusError/unknownEmotion`` for a word that the map does not know.
  func emotion(
    _ word: String?, file: String, record: Int, conversation: String
  ) throws -> Emotion? {
    guard let word else { return nil }
    guard let emotion = emotion(of: word) else {
      throw CorpusError.unknownEmotion(
        file: file, record: record, conversation: conversation, word: word, labelMap: name)
    }
    return emotion
  }
}
