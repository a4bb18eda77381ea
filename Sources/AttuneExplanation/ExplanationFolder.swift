import AttuneCore
import Foundation

/// The folder that holds an explanation: numbers, text and pictures.
///
/// `explanation.json`, `explanation.txt`, `sound-<utterance>.png`, `clip-<utterance>.png`.
public struct ExplanationFolder: Sendable {
  /// The folder; it is made where it is missing.
  public let url: URL

  /// Names a folder, without touching it.
  public init(_ url: URL) { self.url = url }

  /// Writes everything but the page, each file old or complete.
  ///
  /// - Throws: `FileError` if a file cannot be written.
  public func write(_ illustrated: IllustratedExplanation) throws {
    let explanation = illustrated.explanation
    try AtomicFile.write(json: explanation, to: url.appendingPathComponent("explanation.json"))
    try write(Data(explanation.text.utf8), "explanation.txt")
    for (sound, png) in zip(explanation.sounds, illustrated.sounds) {
      try write(png, "sound-\(sound.utterance).png")
    }
    for (clip, png) in zip(explanation.clips, illustrated.clips) {
      if let png { try write(png, "clip-\(clip.utterance).png") }
    }
  }

  /// Writes the page, `explanation.html`.
  ///
  /// - Throws: `FileError` if it cannot be written.
  public func write(_ page: ExplanationPage) throws {
    try write(Data(page.text.utf8), "explanation.html")
  }

  private func write(_ data: Data, _ name: String) throws {
    try AtomicFile.write(data, to: url.appendingPathComponent(name))
  }
}
