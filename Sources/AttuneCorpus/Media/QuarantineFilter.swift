import AttuneCore
import Foundation

/// Takes what is in quarantine out of conversations, and counts it.
struct QuarantineFilter {
  /// Conversations that were left out.
  private(set) var numConversations = 0
  private var found: Set<String> = []
  private let media: Set<String>
  private let conversations: Set<String>

  init(_ quarantine: Quarantine, root: URL) {
    media = Set(quarantine.media.map { root.file($0.name).path })
    conversations = Set(quarantine.conversations.map(\.name))
  }

  /// Media that were taken out.
  var numMedia: Int { found.count }

  /// The conversation without its quarantined media, or `nil` if it is quarantined itself.
  mutating func apply(to conversation: Conversation) -> Conversation? {
    if conversations.contains(conversation.key) {
      numConversations += 1
      return nil
    }
    guard !media.isEmpty else { return conversation }
    var conversation = conversation
    for turn in conversation.turns.indices {
      for index in conversation.turns[turn].dialogue.indices {
        clear(&conversation.turns[turn].dialogue[index])
      }
      if var response = conversation.turns[turn].response {
        clear(&response)
        conversation.turns[turn].response = response
      }
    }
    return conversation
  }

  private mutating func clear(_ utterance: inout Utterance) {
    if isQuarantined(utterance.audio) { utterance.audio = nil }
    if isQuarantined(utterance.video) { utterance.video = nil }
  }

  private mutating func isQuarantined(_ url: URL?) -> Bool {
    guard let path = url?.standardizedFileURL.path, media.contains(path) else { return false }
    found.insert(path)
    return true
  }
}
