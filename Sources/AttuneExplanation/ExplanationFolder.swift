import AttuneCore
import AttuneModels
import Foundation

/// The folder that holds an explanation: numbers, text and pictures.
///
/// `explanation.json`, `explanation.txt`, `sound-<utterance>.png`, `clip-<utterance>.png`.
public struct ExplanationFolder: Sendable {
  /// The folder; it is made where it is missing.
  public let url: URL

  /// Names a folder, without touching it.
  public init(_ url: URL) { self.url = url }

  /// Writes everything, each file old or complete.
  ///
  /// - Parameter example: what the model perceived, as ``Explainer`` returns it.
  /// - Throws: `FileError` if a file cannot be written, `MediaError` if a picture cannot be made.
  public func write(_ explanation: Explanation, of example: Example) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    try write(encoder.encode(explanation), "explanation.json")
    try write(Data(explanation.text.utf8), "explanation.txt")
    for sound in explanation.sounds {
      try write(ExplanationPictures.png(sound), "sound-\(sound.utterance).png")
    }
    for clip in explanation.clips {
      guard let frames = example.utterances[clip.utterance].video else { continue }
      try write(ExplanationPictures.png(clip, over: frames), "clip-\(clip.utterance).png")
    }
  }

  private func write(_ data: Data, _ name: String) throws {
    try AtomicFile.write(data, to: url.appendingPathComponent(name))
  }
}
