import AttuneCore
import AttuneEvaluation
import AttuneMedia
import AttuneReport
import Foundation

/// Run folders and a corpus with known contents.
enum RunFolders {
  static let classes = ["happy", "sad"]

  /// A table of `numRows` turns, every `period`-th of them wrong; the labels alternate.
  static func table(
    model: String, split: Split = .test, numRows: Int = 20, wrongEvery period: Int = 4,
    firstConversation: Int = 1, classes: [String] = classes,
    modalities: [Modality] = [.audio, .text], inputs: InputPolicy? = .honest
  ) -> PredictionTable {
    PredictionTable(
      classes: classes, model: model, split: split, run: model, inputs: inputs,
      rows: (0..<numRows).map { index in
        let truth = index % 2
        let answer = index % period == 0 ? 1 - truth : truth
        let confidence = 0.6 + 0.3 * Float(index) / Float(numRows)
        return Prediction(
          conversation: String(format: "%05d", firstConversation + index), turn: "0",
          emotion: classes[truth],
          probabilities: (0..<2).map { $0 == answer ? confidence : 1 - confidence },
          modalities: modalities)
      })
  }

  /// Writes tables as a run folder keeps them, and other files by name.
  @discardableResult
  static func write(
    _ tables: [PredictionTable], files: [String: String] = [:], to folder: URL
  ) throws -> URL {
    for table in tables {
      let split = table.split ?? .test
      try table.write(to: folder.appendingPathComponent("predictions/\(split.rawValue).jsonl"))
    }
    for (name, text) in files {
      try AtomicFile.write(Data(text.utf8), to: folder.appendingPathComponent(name))
    }
    return folder
  }

  /// Files of a training run on `corpus`.
  static func files(corpus: URL) -> [String: String] {
    [
      "run.yaml": "preset: small\nnote: <b>not bold</b>\n",
      "environment.json":
        #"{"attune": "0.1.0", "seed": 42, "started": "2026-01-01T00:00:00Z", "cores": 2, "#
        + #""arguments": ["/somewhere/attune", "train", "audio", "--data", "\#(corpus.path)"]}"#,
      "metrics.jsonl":
        #"{"event": "step", "epoch": 1}"# + "\n"
        + #"{"event": "epoch", "epoch": 1, "train_loss": 1, "validation_macro_f1": 0.5}"# + "\n",
      "inputs.json":
        #"{"test": {"turns": 20, "utterances": 20, "used": {"audio": 19}, "#
        + #""missing": {"audio": {"missing": 1}}}}"#,
    ]
  }

  /// Writes a corpus of conversations 1…`count` in AvaMERG's raw layout, with a sound for the first
  /// nineteen.
  static func corpus(_ count: Int, words: String = "I say", at folder: URL) throws -> URL {
    var records: [[String: Any]] = []
    for index in 1...count {
      let id = String(format: "%05d", index)
      records.append([
        "conversation_id": id, "speaker_profile": ["ID": 7, "age": "young", "gender": "male"],
        "turns": [
          [
            "turn_id": "0", "context": "A situation.",
            "dialogue_history": [
              ["index": 0, "role": "speaker", "utterance": "\(words) \(index)."]
            ],
            "response": "Oh.",
            "chain_of_empathy": ["speaker_emotion": index % 2 == 1 ? "joyful" : "sad"],
          ] as [String: Any]
        ],
      ])
      guard index < 20 else { continue }
      let wave = SoundFile.wave((0..<1600).map { 0.5 * sin(Float($0) / 5) })
      try AtomicFile.write(
        wave, to: folder.appendingPathComponent("audio_v5_0/dia\(id)utt0_7.wav"))
    }
    try AtomicFile.write(
      Data(#"{"conversations": \#(count), "seed": 7}"#.utf8),
      to: folder.appendingPathComponent("synthesis.json"))
    try AtomicFile.write(
      JSONSerialization.data(withJSONObject: records),
      to: folder.appendingPathComponent("train.json"))
    return folder
  }
}
