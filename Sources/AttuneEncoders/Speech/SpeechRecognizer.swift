import AttuneText
import Torch
import TorchNN

/// A pretrained wav2vec2 or HuBERT folder with a CTC head, opened to tell what is said.
///
/// Not `Sendable`: whoever owns it calls it.
public struct SpeechRecognizer {
  /// Sizes of encoder and head.
  public let configuration: CTCConfiguration
  /// How waveforms must be prepared.
  public let preprocessing: SoundPreprocessing
  /// The tokens.
  public let vocabulary: CTCVocabulary
  private let model: Wav2Vec2ForCTC
  private let device: Device

  /// Opens a folder.
  ///
  /// - Parameter device: where the network runs.
  /// - Throws: ``EncoderFolderError``, `CTCVocabularyError` if tokens and head do not fit, or
  ///   `ParameterError` with every key that does not fit, `lm_head` among them where there is none.
  public init(contentsOf folder: EncoderFolder, device: Device = .cpu) throws {
    configuration = try folder.ctcConfiguration()
    preprocessing = try folder.soundPreprocessing()
    vocabulary = try folder.ctcVocabulary(for: configuration)
    let store = ParameterStore(
      device: device, sources: [try folder.source(.wav2vec2CTC, prefix: "")], frozen: [""])
    model = try Wav2Vec2ForCTC(configuration, store.root)
    try store.verify()
    self.device = device
  }

  /// Tells the words of a waveform: the likeliest token of each frame, joined.
  ///
  /// - Parameter waveform: mono, 16,000 Hz, not empty, normalised if ``preprocessing`` says so.
  /// - Returns: the words; empty where none were heard.
  /// - Throws: ``EncoderInputError`` for an empty waveform, or `TorchError`.
  public func transcribe(_ waveform: [Float]) throws -> String {
    let ids = try withoutGradients {
      try model(WaveformGrouping.padded([waveform], device: device), mode: .evaluation)
        .logits.argmax(dim: 2).int64s()
    }
    return vocabulary.decode(ids.map(Int.init))
  }
}
