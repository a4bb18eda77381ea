import AttuneCore
import Foundation

/// The JSON files of a corpus, by split.
struct CorpusFiles {
  let layout: Corpus.Layout
  /// Only `train` where the splits are to be computed.
  let bySplit: [Split: [URL]]

  /// Whether one part holds everything, so that the splits are to be computed.
  var isWhole: Bool { bySplit.count == 1 && bySplit[.train] != nil }

  /// One raw file.
  init(file: URL) {
    layout = .raw
    bySplit = [.train: [file]]
  }

  /// Finds the layout of a folder.
  ///
  /// - Throws: ``CorpusError/notACorpus(_:)`` where neither layout's files are there.
  init(folder: URL) throws {
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
      let present = candidates.map(folder.appendingPathComponent)
        .first { FileManager.default.fileExists(atPath: $0.path) }
      if let present { raw[split] = [present] }
    }
    guard !raw.isEmpty else { throw CorpusError.notACorpus(folder.path) }
    (layout, bySplit) = (.raw, raw)
  }
}
