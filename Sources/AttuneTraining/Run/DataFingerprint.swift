import AttuneCore
import AttuneCorpus
import AttuneMedia
import Foundation

/// Which turns a run is trained and scored on, so that it is not resumed on others.
struct DataFingerprint: Codable, Equatable {
  /// Labelled turns in each split.
  let turns: [String: Int]
  /// Turns of each class in the training split.
  let trainClasses: [String: Int]
  /// SHA-256 over split, key, turn and label of all of them in order.
  let sha256: String

  init(_ corpus: Corpus, _ chosen: [Split: [TurnReference]]) {
    turns = Dictionary(uniqueKeysWithValues: chosen.map { ($0.key.rawValue, $0.value.count) })
    trainClasses = (chosen[.train] ?? []).reduce(into: [:]) {
      $0[$1.turn.emotion?.rawValue ?? "", default: 0] += 1
    }
    let lines = Split.allCases.flatMap { split in
      (chosen[split] ?? []).map {
        "\(split.rawValue)\t\($0.conversation.key)\t\($0.turn.id)\t\($0.label)"
      }
    }
    sha256 = ContentHash.sha256(of: Data(lines.joined(separator: "\n").utf8))
  }
}
