import AttuneCore
import Foundation

/// A data set: its conversations, in splits.
public struct Corpus: Sendable {
  /// How the files lie.
  public enum Layout: String, Codable, Sendable {
    /// AvaMERG's raw file, all turns of a conversation in a record.
    case raw
    /// The `empathetic-detection` project's derived files, the last turn in a record.
    case reference
  }

  /// What no two splits share, where the data do not name splits themselves.
  public enum Splitting: String, CaseIterable, Codable, Sendable {
    /// No conversation stands in two splits, as in the reference.
    case conversation
    /// No speaker stands in two splits either.
    case speaker
  }

  /// Where the splits come from.
  public enum SplitSource: String, Codable, Sendable {
    /// A file for each split.
    case files
    /// Computed from one file.
    case computed
  }

  /// The folder, or the folder of the file.
  public let root: URL
  /// How the files lie.
  public let layout: Layout
  /// Where the splits come from.
  public let splitSource: SplitSource
  /// The map that gave the words their classes.
  public let labelMap: LabelMap
  /// What is left out, by the corpus's own list.
  public let quarantine: Quarantine
  /// Conversations that belong to no split: they have no label, where splits are computed.
  public let unassigned: [Conversation]
  private let splits: [Split: [Conversation]]

  /// The conversations of one split in the order of the data.
  public func conversations(in split: Split) -> [Conversation] { splits[split] ?? [] }

  /// Reads a corpus; its layout and its splits are found from its files.
  ///
  /// - Parameters:
  ///   - location: a folder, or one JSON file in the raw layout.
  ///   - seed: of the computed splits.
  /// - Throws: ``CorpusError`` with file, record and key path.
  public static func load(
    _ location: URL, labelMap: LabelMap = .avamerg, splitting: Splitting = .conversation,
    seed: UInt32 = 42
  ) throws -> Corpus {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: location.path, isDirectory: &isFolder) else {
      throw CorpusError.notACorpus(location.path)
    }
    let root = isFolder.boolValue ? location : location.deletingLastPathComponent()
    let files = isFolder.boolValue ? try CorpusFiles(folder: root) : CorpusFiles(file: location)
    let media = MediaIndex(root: root)
    let quarantine = try Quarantine(of: root)
    var counts: [String: Int] = [:]

    func read(_ urls: [URL]) throws -> [Conversation] {
      let conversations =
        files.layout == .raw
        ? try urls.flatMap(RawReader(media: media, labelMap: labelMap).read)
        : try ReferenceReader(media: media, labelMap: labelMap).read(urls)
      return conversations.map { conversation in
        var conversation = conversation
        counts[conversation.id, default: 0] += 1
        conversation.occurrence = counts[conversation.id] ?? 1
        return conversation
      }.compactMap { quarantine.applied(to: $0) }
    }

    var splits: [Split: [Conversation]] = [:]
    var unassigned: [Conversation] = []
    if files.isWhole {
      let all = try read(files.bySplit[.train] ?? [])
      (splits, unassigned) = SplitAssignment.assign(all, splitting: splitting, seed: seed)
    } else {
      for split in Split.allCases { splits[split] = try read(files.bySplit[split] ?? []) }
      try refuseSharedConversations(splits, files: files)
    }
    return Corpus(
      root: root, layout: files.layout,
      splitSource: files.isWhole ? .computed : .files, labelMap: labelMap,
      quarantine: quarantine, unassigned: unassigned, splits: splits)
  }

  private static func refuseSharedConversations(
    _ splits: [Split: [Conversation]], files: CorpusFiles
  ) throws {
    var home: [String: Split] = [:]
    for split in Split.allCases {
      for conversation in splits[split] ?? [] {
        if let other = home[conversation.id], other != split {
          let names = [other, split].compactMap { files.bySplit[$0]?.first?.path }
          throw CorpusError.sharedConversation(id: conversation.id, files: names)
        }
        home[conversation.id] = split
      }
    }
  }
}
