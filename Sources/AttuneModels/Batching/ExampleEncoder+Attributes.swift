import AttuneCore
import FaceDetection

extension ExampleEncoder {
  /// What prediction tables tell of a turn, for breakdowns by groups and for fusion by quality.
  ///
  /// The profile and the topic are told whether or not the model may see them; words and sounds are
  /// those that it perceives. The annotation's word is there so that a table can be scored under
  /// another label map. What is unknown is left out.
  func attributes(
    _ conversation: Conversation, _ turn: Turn, texts: [String], parts: [Example.Part]
  ) -> [String: AttributeValue] {
    var attributes: [String: AttributeValue] = [:]
    func tell(_ name: String, _ text: String?) {
      if let text { attributes[name] = .text(text) }
    }
    tell("speaker_id", conversation.speaker?.id.map(String.init))
    tell("speaker_age", conversation.speaker?.age?.rawValue)
    tell("speaker_gender", conversation.speaker?.gender?.rawValue)
    tell("speaker_timbre", conversation.speaker?.timbre?.rawValue)
    tell("topic", conversation.topic)
    tell("emotion_word", turn.emotionWord)
    if let place = conversation.turns.firstIndex(where: { $0.id == turn.id }) {
      attributes["turn_index"] = .number(Double(place))
    }
    attributes["num_turns"] = .number(Double(conversation.turns.count))
    let words = texts.reduce(0) { $0 + $1.split(whereSeparator: \.isWhitespace).count }
    attributes["num_words"] = .number(Double(words))
    let sounds = parts.filter { $0.role == .speaker }.compactMap(\.soundFacts)
    if !sounds.isEmpty {
      attributes["audio_seconds"] = .number(sounds.reduce(0) { $0 + $1.seconds })
    }
    let ratios = sounds.compactMap(\.signalToNoise)
    if !ratios.isEmpty {
      attributes["signal_to_noise"] = .number(ratios.reduce(0, +) / Double(ratios.count))
    }
    let shares = parts.compactMap(\.faces?.share)
    if !shares.isEmpty {
      attributes["face_share"] = .number(shares.reduce(0, +) / Double(shares.count))
    }
    return attributes
  }
}
