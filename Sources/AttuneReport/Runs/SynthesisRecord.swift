import Foundation

/// How a synthetic corpus was made, from its `synthesis.json`.
struct SynthesisRecord: Decodable, Sendable {
  let conversations: Int
  let seed: UInt64

  /// Reads the file; `nil` where the corpus has none.
  init?(of corpus: URL) {
    let file = corpus.appendingPathComponent("synthesis.json")
    guard let data = try? Data(contentsOf: file),
      let record = try? JSONDecoder().decode(Self.self, from: data)
    else { return nil }
    self = record
  }

  /// The command that makes the corpus again at `path`.
  func command(path: String) -> String {
    ShellWords.command([
      "attune", "synth", "--out", path, "--conversations", "\(conversations)", "--seed", "\(seed)",
    ])
  }
}
