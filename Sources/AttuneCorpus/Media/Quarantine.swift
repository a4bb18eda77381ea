import AttuneCore
import Foundation

/// What a corpus is to be used without; the file `quarantine.json` beside the data.
///
/// A quarantined medium counts as missing; a quarantined conversation is left out.
public struct Quarantine: Codable, Sendable, Hashable {
  /// One thing that is left out, and why.
  public struct Entry: Codable, Sendable, Hashable {
    /// Path of a medium relative to the corpus, or key of a conversation.
    public var name: String
    /// Why it is left out.
    public var reason: String

    /// Creates an entry.
    public init(name: String, reason: String) {
      self.name = name
      self.reason = reason
    }
  }

  /// Media that count as missing.
  public var media: [Entry]
  /// Conversations that are left out.
  public var conversations: [Entry]
  private var mediaPaths: Set<String> = []

  enum CodingKeys: String, CodingKey { case media, conversations }

  /// Creates a list.
  public init(media: [Entry] = [], conversations: [Entry] = []) {
    self.media = media
    self.conversations = conversations
  }

  /// Where a corpus keeps its list.
  public static func file(of root: URL) -> URL { root.appendingPathComponent("quarantine.json") }

  /// Reads a corpus's list; without the file it is empty.
  ///
  /// - Throws: `FileError` for a list that cannot be read.
  public init(of root: URL) throws {
    self.init()
    let url = Self.file(of: root)
    if let data = try? Data(contentsOf: url) {
      do {
        self = try JSONDecoder().decode(Quarantine.self, from: data)
      } catch {
        throw FileError(url, "is no quarantine list; make it anew with 'attune data check'")
      }
    }
    mediaPaths = Set(
      media.map { root.appendingPathComponent($0.name).standardizedFileURL.path })
  }

  /// Writes the list beside the corpus.
  public func write(to root: URL) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    try AtomicFile.write(try encoder.encode(self) + Data("\n".utf8), to: Self.file(of: root))
  }

  /// The conversation without its quarantined media, or `nil` if it is quarantined itself.
  func applied(to conversation: Conversation) -> Conversation? {
    if conversations.contains(where: { $0.name == conversation.key }) { return nil }
    guard !mediaPaths.isEmpty else { return conversation }
    func cleared(_ utterance: Utterance) -> Utterance {
      var utterance = utterance
      if let url = utterance.audio, mediaPaths.contains(url.standardizedFileURL.path) {
        utterance.audio = nil
      }
      if let url = utterance.video, mediaPaths.contains(url.standardizedFileURL.path) {
        utterance.video = nil
      }
      return utterance
    }
    var conversation = conversation
    for index in conversation.turns.indices {
      conversation.turns[index].dialogue = conversation.turns[index].dialogue.map(cleared)
      conversation.turns[index].response = conversation.turns[index].response.map(cleared)
    }
    return conversation
  }
}
