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

  /// What becomes of an id that stands in two of the data's own split files.
  public enum SharedIDs: Sendable {
    /// It is an error: the splits would leak into each other.
    case refused
    /// It is listed in ``Corpus/sharedIDs``, for an audit.
    case listed
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
  /// How many conversations the quarantine took out.
  public let numQuarantinedConversations: Int
  /// How many media the quarantine took out; their utterances' URLs are `nil`.
  public let numQuarantinedMedia: Int
  /// Conversations that belong to no split: they have no label, where splits are computed.
  public let unassigned: [Conversation]
  /// Ids that stand in two splits, in alphabetical order; empty unless they were to be listed.
  public let sharedIDs: [String]
  let splits: [Split: [Conversation]]

  /// The conversations of one split in the order of the data.
  public func conversations(in split: Split) -> [Conversation] { splits[split] ?? [] }

  /// Reads a corpus; its layout and its splits are found from its files.
  ///
  /// - Parameters:
  ///   - location: a folder, or one JSON file of either layout.
  ///   - splitting: what no two computed splits share; split files of the data are kept as they are.
  ///   - ratio: of the computed splits.
  ///   - seed: of the computed splits.
  ///   - shared: what becomes of an id in two of the data's own split files.
  /// - Throws: ``CorpusError`` with file, record and key path; `FileError` for a quarantine list
  ///   that cannot be read.
  public static func load(
    _ location: URL, labelMap: LabelMap = .avamerg, splitting: Splitting = .conversation,
    ratio: SplitRatio = .reference, seed: UInt32 = 42, shared: SharedIDs = .refused
  ) throws -> Corpus {
    let files = try CorpusFiles(at: location)
    let root = files.root
    let media = MediaIndex(root: root)
    let quarantine = try Quarantine(of: root)
    var filter = QuarantineFilter(quarantine, root: root)
    var counts: [String: Int] = [:]

    func read(_ split: Split) throws -> [Conversation] {
      let urls = files.bySplit[split] ?? []
      let conversations =
        switch files.layout {
        case .raw: try urls.flatMap(RawReader(media: media, labelMap: labelMap).read)
        case .reference: try ReferenceReader(media: media, labelMap: labelMap).read(urls)
        }
      return conversations.map { conversation in
        var conversation = conversation
        counts[conversation.id, default: 0] += 1
        conversation.occurrence = counts[conversation.id] ?? 1
        return conversation
      }.compactMap { filter.apply(to: $0) }
    }

    var splits: [Split: [Conversation]] = [:]
    var unassigned: [Conversation] = []
    var sharedIDs: [String] = []
    if files.isWhole {
      (splits, unassigned) = SplitAssignment.assign(
        try read(.train), splitting: splitting, ratio: ratio, seed: seed)
    } else {
      for split in Split.allCases { splits[split] = try read(split) }
      sharedIDs = try Self.sharedIDs(splits, files: files, shared)
    }
    return Corpus(
      root: root, layout: files.layout,
      splitSource: files.isWhole ? .computed : .files, labelMap: labelMap,
      quarantine: quarantine, numQuarantinedConversations: filter.numConversations,
      numQuarantinedMedia: filter.numMedia, unassigned: unassigned, sharedIDs: sharedIDs,
      splits: splits)
  }

  private static func sharedIDs(
    _ splits: [Split: [Conversation]], files: CorpusFiles, _ shared: SharedIDs
  ) throws -> [String] {
    var homes: [String: Split] = [:]
    var ids: Set<String> = []
    for split in Split.allCases {
      for conversation in splits[split] ?? [] {
        if let other = homes[conversation.id], other != split {
          if shared == .refused {
            let names = [other, split].compactMap { files.bySplit[$0]?.first?.path }
            throw CorpusError.sharedConversation(id: conversation.id, files: names)
          }
          ids.insert(conversation.id)
        } else {
          homes[conversation.id] = split
        }
      }
    }
    return ids.sorted()
  }
}
