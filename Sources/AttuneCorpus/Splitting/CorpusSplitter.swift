import AttuneCore
import Foundation

/// Writes the splits of one raw file as files of their own.
public enum CorpusSplitter {
  /// Writes `train.json`, `val.json` and `test.json`; each record stands in them byte for byte.
  ///
  /// Conversations that the quarantine beside the file lists are left out, and so are those without
  /// a label.
  ///
  /// - Parameters:
  ///   - source: a raw file, or a folder that has `train.json` alone.
  ///   - folder: where the files are written.
  /// - Returns: records in each split; unlabelled records are in none.
  /// - Throws: ``CorpusError`` for a file that is no raw corpus or would be overwritten, `FileError`
  ///   if nothing can be written.
  public static func split(
    _ source: URL, into folder: URL, splitting: Corpus.Splitting = .conversation,
    ratio: SplitRatio = .reference, seed: UInt32 = 42
  ) throws -> [Split: Int] {
    let file = try rawFile(source)
    let corpus = try Corpus.load(file, splitting: splitting, ratio: ratio, seed: seed)
    guard corpus.layout == .raw else { throw CorpusError.notOneRawFile(file.path) }
    let targets = Split.allCases.map { split in
      (split, folder.appendingPathComponent(split == .validation ? "val.json" : "\(split).json"))
    }
    let sourcePath = file.resolvingSymlinksInPath().standardizedFileURL.path
    if targets.contains(where: {
      $0.1.resolvingSymlinksInPath().standardizedFileURL.path == sourcePath
    }) {
      throw CorpusError.overwritesSource(file.path)
    }
    let data = try RecordFile.contents(of: file)
    let records = try recordsByKey(data, file: file)
    var counts: [Split: Int] = [:]
    for (split, target) in targets {
      let chosen = corpus.conversations(in: split).compactMap { records[$0.key] }
      let list = chosen.map { RecordFile.slice(data, $0) }.joined(separator: Data(",\n".utf8))
      try AtomicFile.write(Data("[\n".utf8) + list + Data("\n]\n".utf8), to: target)
      counts[split] = chosen.count
    }
    return counts
  }

  private static func rawFile(_ source: URL) throws -> URL {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: source.path, isDirectory: &isFolder),
      isFolder.boolValue
    else { return source }
    let files = try CorpusFiles(folder: source)
    guard files.layout == .raw, files.isWhole, let file = files.bySplit[.train]?.first else {
      throw CorpusError.notOneRawFile(source.path)
    }
    return file
  }

  /// Where each conversation's record lies, by the conversation's key.
  private static func recordsByKey(_ data: Data, file: URL) throws -> [String: Range<Int>] {
    let ranges: [Range<Int>]
    do throws(RecordScanner.Fault) {
      ranges = try RecordScanner.records(in: data)
    } catch {
      throw RecordFile.malformed(error, in: file, data: data)
    }
    var byKey: [String: Range<Int>] = [:]
    var occurrences: [String: Int] = [:]
    for (range, identity) in zip(ranges, try RecordFile.read(Identity.self, from: file)) {
      occurrences[identity.id, default: 0] += 1
      let occurrence = occurrences[identity.id] ?? 1
      byKey[Conversation(id: identity.id, occurrence: occurrence, turns: []).key] = range
    }
    return byKey
  }
}
