import AttuneEncoders
import AttuneMedia
import Foundation
import Torch

/// Tells the words of sound and video files with a pretrained speech recogniser.
///
/// ```swift
/// let transcriber = try Transcriber(contentsOf: folder)
/// print(try transcriber.transcribe(clip).text)
/// ```
///
/// The folder is that of a wav2vec2 or HuBERT encoder with a CTC head. Calls from several threads
/// are answered one after another: a lock guards the network, whose tensors never leave this type.
public final class Transcriber: @unchecked Sendable {
  /// The longest sound that is heard whole unless another limit is given, in seconds.
  ///
  /// Memory grows with the length: a base-size encoder takes about 10 MB a second.
  public static let usualMaximumSeconds = 120.0

  private let recognizer: SpeechRecognizer
  private let settings: AudioSettings
  private let lock = NSLock()

  /// Opens a folder.
  ///
  /// - Parameters:
  ///   - folder: `config.json`, weights, `vocab.json` and the like, as the hub lays them out.
  ///   - maximumSeconds: only the beginning of a longer sound is heard, and its transcript says so;
  ///     `nil` for no limit.
  ///   - device: where the network runs.
  /// - Throws: `EncoderFolderError`, `CTCVocabularyError` or `ParameterError`, each naming the file;
  ///   ``MediaError`` for a limit that is no length.
  public init(
    contentsOf folder: URL, maximumSeconds: Double? = Transcriber.usualMaximumSeconds,
    device: Device = .cpu
  ) throws {
    recognizer = try SpeechRecognizer(contentsOf: EncoderFolder(folder), device: device)
    settings = AudioSettings(
      normalization: recognizer.preprocessing.normalizes ? .standard : .none,
      maximumSeconds: maximumSeconds)
    try settings.validate()
  }

  /// Tells the words of a file; of a video, those of its sound track.
  ///
  /// - Throws: ``MediaError`` naming a file that cannot be heard, or an error of the network.
  public func transcribe(_ file: URL) throws -> Transcript {
    let clip = try AudioDecoder.decode(file, settings: settings)
    lock.lock()
    defer { lock.unlock() }
    return Transcript(
      text: try recognizer.transcribe(clip.waveform), durationSeconds: clip.durationSeconds,
      isTruncated: clip.isTruncated)
  }
}
