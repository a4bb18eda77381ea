import AttuneCore
import Foundation

/// What a corpus is to be used without; the file `quarantine.json` beside the data.
///
/// A quarantined medium counts as missing: its utterance's URL is `nil`, as if the corpus had no
/// such medium. A quarantined conversation is left out of every split.
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
    guard FileManager.default.fileExists(atPath: url.path) else { return }
    do {
      self = try JSONDecoder().decode(Quarantine.self, from: try Data(contentsOf: url))
    } catch {
      throw FileError(url, "is no quarantine list; mend it, or remove it and run a data check")
    }
  }

  /// Writes the list beside the corpus.
  ///
  /// - Throws: `FileError` naming the file.
  public func write(to root: URL) throws {
    try AtomicFile.write(json: self, to: Self.file(of: root))
  }

  /// How a medium is listed: relative to the corpus where it lies below it.
  static func name(of url: URL, in root: URL) -> String {
    let base = root.standardizedFileURL.path + "/"
    let path = url.standardizedFileURL.path
    return path.hasPrefix(base) ? String(path.dropFirst(base.count)) : path
  }
}
