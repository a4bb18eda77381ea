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
  /// SHA-256 over all of them in order: split, key, label, who speaks, the words, and name and size
  /// of each medium.
  let sha256: String

  init(_ corpus: Corpus, _ chosen: [Split: [TurnReference]]) {
    turns = Dictionary(uniqueKeysWithValues: chosen.map { ($0.key.rawValue, $0.value.count) })
    trainClasses = (chosen[.train] ?? []).reduce(into: [:]) {
      $0[$1.turn.emotion?.rawValue ?? "", default: 0] += 1
    }
    let lines = Split.allCases.flatMap { split in
      (chosen[split] ?? []).map { "\(split.rawValue)\t\(Self.line($0))" }
    }
    sha256 = ContentHash.sha256(of: Data(lines.joined(separator: "\n").utf8))
  }

  /// What differs from the data that a run was started on, and what may mend it.
  func difference(from started: DataFingerprint) -> String {
    guard turns == started.turns else {
      let counts = Split.allCases.map {
        "\($0.rawValue) \(started.turns[$0.rawValue] ?? 0) then, \(turns[$0.rawValue] ?? 0) now"
      }
      return "turns of \(counts.joined(separator: "; ")); give the same --data and --splitting"
    }
    return "as many turns in each split, but other labels, texts, people or media; give the same "
      + "--data and --splitting, or another --out"
  }

  private static func line(_ reference: TurnReference) -> String {
    let (conversation, turn) = (reference.conversation, reference.turn)
    let people = [conversation.speaker, conversation.listener].map { person in
      [
        person?.id.map(String.init), person?.age?.rawValue, person?.gender?.rawValue,
        person?.timbre?.rawValue,
      ].map { $0 ?? "" }.joined(separator: ",")
    }
    let utterances = (turn.dialogue + (turn.response.map { [$0] } ?? [])).flatMap {
      [$0.role.rawValue, $0.text, medium($0.audio), medium($0.video)]
    }
    let fields =
      [conversation.key, turn.id, "\(reference.label)", conversation.topic ?? ""] + people
      + [turn.context ?? ""] + utterances
    return fields.joined(separator: "\t")
  }

  /// Name and size of a medium; the size is empty where there is no such file.
  private static func medium(_ url: URL?) -> String {
    guard let url else { return "" }
    let size = try? url.resourceValues(forKeys: [.fileSizeKey]).fileSize
    return "\(url.lastPathComponent):\(size.map(String.init) ?? "")"
  }
}
