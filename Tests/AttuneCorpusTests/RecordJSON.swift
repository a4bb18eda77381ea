import Foundation

/// One raw record as JSON text; what is `nil` is left out of it.
func rawRecord(
  _ id: String, speakerID: Int? = nil, listenerID: Int? = nil, topic: String? = nil,
  emotion: String? = "sad", context: String? = nil, utterances: [String] = ["Hello"],
  response: String? = nil
) -> String {
  var turn = #""turn_id": "0""#
  if let context { turn += #", "context": "\#(context)""# }
  let dialogue = utterances.enumerated().map { index, text in
    let role = index % 2 == 0 ? "speaker" : "listener"
    return #"{"index": \#(index), "role": "\#(role)", "utterance": "\#(text)"}"#
  }
  turn += #", "dialogue_history": [\#(dialogue.joined(separator: ", "))]"#
  if let response { turn += #", "response": "\#(response)""# }
  if let emotion { turn += #", "chain_of_empathy": {"speaker_emotion": "\#(emotion)"}"# }
  var record = #""conversation_id": "\#(id)""#
  if let speakerID { record += #", "speaker_profile": {"ID": \#(speakerID)}"# }
  if let listenerID { record += #", "listener_profile": {"ID": \#(listenerID)}"# }
  if let topic { record += #", "topic": "\#(topic)""# }
  return #"{\#(record), "turns": [{\#(turn)}]}"#
}

extension URL {
  /// Writes a list of records below this folder.
  func writeRecords(_ records: [String], to name: String) throws {
    try writeText("[\(records.joined(separator: ",\n"))]", to: name)
  }

  /// Writes a file below this folder, and the folders on the way.
  func writeText(_ text: String, to name: String) throws {
    let file = appendingPathComponent(name)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
  }

  /// The path below a corpus's folder.
  func path(below root: URL) -> String {
    String(standardizedFileURL.path.dropFirst(root.standardizedFileURL.path.count + 1))
  }
}
