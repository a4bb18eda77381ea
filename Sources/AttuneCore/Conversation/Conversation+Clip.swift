import Foundation

extension Conversation {
  /// A clip as a conversation: the speaker's one utterance, in its one turn.
  ///
  /// - Parameters:
  ///   - video: a file with pictures; its own sound is heard unless `audio` names another.
  ///   - audio: a file with sound.
  ///   - text: the words that are spoken.
  ///   - context: the situation in words.
  ///   - speaker: who is speaking, as far as it is known.
  public static func ofClip(
    video: URL? = nil, audio: URL? = nil, text: String? = nil, context: String? = nil,
    speaker: SpeakerProfile? = nil
  ) -> (conversation: Conversation, turn: Turn) {
    let utterance = Utterance(
      index: 0, role: .speaker, text: text ?? "", audio: audio ?? video, video: video)
    let turn = Turn(id: "0", context: context, dialogue: [utterance])
    return (Conversation(id: "clip", speaker: speaker, turns: [turn]), turn)
  }
}
