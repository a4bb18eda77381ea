import AttuneCore
import Foundation

/// Reads the reference layout: `json/mapped_*_data[_video[_aligned]].json`.
struct ReferenceReader {
  let media: MediaIndex
  let labelMap: LabelMap

  /// The names that a split's files may have: the audio variant, then the video variants.
  static func names(of split: Split) -> [String] {
    let name = split == .validation ? "val" : split.rawValue
    return ["", "_video_aligned", "_video"].map { "mapped_\(name)_data\($0).json" }
  }

  /// The files of one split: the audio variant and the video variant, where they are there.
  static func files(of split: Split, in folder: URL) -> [URL] {
    let json = folder.appendingPathComponent("json", isDirectory: true)
    let listed = (try? FileManager.default.contentsOfDirectory(atPath: json.path)) ?? []
    let present = names(of: split).filter(listed.contains)
    // The aligned variant replaces the plain video one.
    let hasAligned = present.contains { $0.hasSuffix("_video_aligned.json") }
    return present.filter { !(hasAligned && $0.hasSuffix("_video.json")) }
      .map { json.appendingPathComponent($0, isDirectory: false) }
  }

  /// Reads the variants of one split and joins them by conversation and utterance.
  func read(_ files: [URL]) throws -> [Conversation] {
    var conversations: [Conversation] = []
    var positions: [String: Int] = [:]
    for (number, url) in files.enumerated() {
      var seen: [String: Int] = [:]
      let records = try RecordFile.read(ReferenceRecord.self, from: url)
      for (index, record) in records.enumerated() {
        let read = try conversation(record, index: index, file: url.path)
        seen[record.conversationID, default: 0] += 1
        let key = "\(record.conversationID)#\(seen[record.conversationID] ?? 1)"
        if number > 0, let position = positions[key] {
          conversations[position].addMedia(of: read)
        } else {
          positions[key] = conversations.count
          conversations.append(read)
        }
      }
    }
    return conversations
  }

  private func conversation(
    _ record: ReferenceRecord, index: Int, file: String
  ) throws -> Conversation {
    let utterances = record.turn.dialogue.map { utterance in
      Utterance(
        index: utterance.index, role: utterance.role.value, text: utterance.text,
        audio: media.url(.audio, name: utterance.audioName, path: utterance.audioPath),
        video: media.url(.video, name: utterance.videoName, path: utterance.videoPath))
    }
    let word = record.turn.annotation?.speakerEmotion
    let turn = Turn(
      id: record.turn.turnID, context: record.turn.context,
      dialogue: utterances.filter { $0.role != .listenerResponse },
      response: utterances.first { $0.role == .listenerResponse },
      emotionWord: word,
      emotion: try labelMap.emotion(
        word, file: file, record: index, conversation: record.conversationID),
      rationale: record.turn.annotation?.rationale)
    return Conversation(
      id: record.conversationID, speaker: record.speakerProfile?.speakerProfile,
      listener: record.listenerProfile?.speakerProfile, topic: record.topic, turns: [turn])
  }
}

extension Conversation {
  /// Takes over the media that another variant of the same record names.
  fileprivate mutating func addMedia(of other: Conversation) {
    guard let theirs = other.turns.first, !turns.isEmpty else { return }
    let all = theirs.dialogue + (theirs.response.map { [$0] } ?? [])
    let byIndex = Dictionary(all.map { ($0.index, $0) }) { first, _ in first }
    func joined(_ utterance: Utterance) -> Utterance {
      var utterance = utterance
      utterance.audio = utterance.audio ?? byIndex[utterance.index]?.audio
      utterance.video = utterance.video ?? byIndex[utterance.index]?.video
      return utterance
    }
    turns[0].dialogue = turns[0].dialogue.map(joined)
    turns[0].response = turns[0].response.map(joined)
  }
}
