import AttuneCore
import Foundation

/// The JSON files of a corpus, by split.
struct CorpusFiles {
  let root: URL
  let layout: Corpus.Layout
  /// Only `train` where the splits are to be computed.
  let bySplit: [Split: [URL]]

  /// Whether one part holds everything, so that the splits are to be computed.
  var isWhole: Bool { bySplit.count == 1 && bySplit[.train] != nil }

  /// Finds the files of a folder, or takes one file.
  ///
  /// - Throws: ``CorpusError/notACorpus(_:)`` where there are no conversations.
  init(at location: URL) throws {
    let location = location.standardizedFileURL
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: location.path, isDirectory: &isFolder) else {
      throw CorpusError.notACorpus(location.path)
    }
    self = isFolder.boolValue ? try CorpusFiles(folder: location) : CorpusFiles(file: location)
  }

  /// One file; its name tells the layout.
  private init(file: URL) {
    let folder = file.deletingLastPathComponent()
    let isReference = Split.allCases.contains { split in
      ReferenceReader.names(of: split).contains(file.lastPathComponent)
    }
    layout = isReference ? .reference : .raw
    root =
      isReference && folder.lastPathComponent == "json"
      ? folder.deletingLastPathComponent() : folder
    bySplit = [.train: [file]]
  }

  /// Finds the layout of a folder.
  ///
  /// - Throws: ``CorpusError/notACorpus(_:)`` where neither layout's files are there.
  init(folder: URL) throws {
    root = folder
    var reference: [Split: [URL]] = [:]
    for split in Split.allCases {
      let files = ReferenceReader.files(of: split, in: folder)
      if !files.isEmpty { reference[split] = files }
    }
    if !reference.isEmpty {
      (layout, bySplit) = (.reference, reference)
      return
    }
    let names: [Split: [String]] = [
      .train: ["train.json"], .validation: ["val.json", "validation.json"], .test: ["test.json"],
    ]
    var raw: [Split: [URL]] = [:]
    for (split, candidates) in names {
      let present = candidates.map { folder.appendingPathComponent($0, isDirectory: false) }
        .first { FileManager.default.fileExists(atPath: $0.path) }
      if let present { raw[split] = [present] }
    }
    guard !raw.isEmpty else { throw CorpusError.notACorpus(folder.path) }
    (layout, bySplit) = (.raw, raw)
  }
}
