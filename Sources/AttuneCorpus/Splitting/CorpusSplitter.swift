import AttuneCore
import Foundation

/// Writes the splits of one raw file as files of their own.
public enum CorpusSplitter {
  /// Writes `train.json`, `val.json` and `test.json`; each record stands in them as it stood.
  ///
  /// - Parameters:
  ///   - file: a raw file.
  ///   - folder: where the files are written.
  /// - Returns: records in each split; unlabelled records are in none.
  /// - Throws: ``CorpusError`` for a file that is no raw corpus, `FileError` if nothing can be
  ///   written.
  public static func split(
    _ file: URL, into folder: URL, splitting: Corpus.Splitting = .conversation, seed: UInt32 = 42
  ) throws -> [Split: Int] {
    let corpus = try Corpus.load(file, splitting: splitting, seed: seed)
    guard let records = try JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [Any]
    else { throw CorpusError.notACorpus(file.path) }
    var byKey: [String: Any] = [:]
    var occurrences: [String: Int] = [:]
    for record in records {
      guard let id = (record as? [String: Any])?["conversation_id"] as? String else { continue }
      occurrences[id, default: 0] += 1
      let occurrence = occurrences[id] ?? 1
      byKey[Conversation(id: id, occurrence: occurrence, turns: []).key] = record
    }
    var counts: [Split: Int] = [:]
    for split in Split.allCases {
      let chosen = corpus.conversations(in: split).compactMap { byKey[$0.key] }
      let data = try JSONSerialization.data(
        withJSONObject: chosen, options: [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes])
      let name = split == .validation ? "val" : split.rawValue
      try AtomicFile.write(data, to: folder.appendingPathComponent("\(name).json"))
      counts[split] = chosen.count
    }
    return counts
  }
}
