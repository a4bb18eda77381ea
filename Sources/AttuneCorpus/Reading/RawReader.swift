import AttuneCore
import Foundation

/// Reads AvaMERG's raw files.
struct RawReader {
  let media: MediaIndex
  let labelMap: LabelMap

  /// Reads one file into conversations.
  func read(_ url: URL) throws -> [Conversation] {
    try RecordFile.read(RawRecord.self, from: url).enumerated().map { index, record in
      try conversation(record, index: index, file: url.path)
    }
  }

  private func conversation(
    _ record: RawRecord, index: Int, file: String
  ) throws -> Conversation {
    let speaker = record.speakerProfile?.speakerProfile
    let listener = record.listenerProfile?.speakerProfile
    // Turns repeat the dialogue of the turns before: each medium is looked up once.
    var known: [Int: Utterance] = [:]
    func utterance(_ index: Int, _ role: Utterance.Role, _ text: String) -> Utterance {
      if var utterance = known[index], (utterance.role == .speaker) == (role == .speaker) {
        (utterance.role, utterance.text) = (role, text)
        return utterance
      }
      let profile = role == .speaker ? speaker?.id : listener?.id
      let utterance = Utterance(
        index: index, role: role, text: text,
        audio: media.url(
          .audio, conversation: record.conversationID, utterance: index, profile: profile),
        video: media.url(
          .video, conversation: record.conversationID, utterance: index, profile: profile))
      known[index] = utterance
      return utterance
    }
    let turns = try record.turns.map { turn in
      let dialogue = (turn.dialogueHistory ?? []).map {
        utterance($0.index, $0.role.value, $0.utterance)
      }
      let next = (dialogue.map(\.index).max() ?? -1) &+ 1
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
        file: file, record: record, conversation: conversation, word: word, labelMap: self)
    }
    return emotion
  }
}
