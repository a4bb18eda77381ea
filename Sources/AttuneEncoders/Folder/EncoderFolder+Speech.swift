import AttuneText
import Foundation

extension EncoderFolder {
  /// Reads and checks the configuration of a wav2vec2 or HuBERT encoder with a CTC head.
  ///
  /// - Throws: ``EncoderFolderError`` naming the file and the key.
  public func ctcConfiguration() throws -> CTCConfiguration {
    let configuration = try decode(CTCConfiguration.self)
    try checked { try configuration.validate() }
    return configuration
  }

  /// Reads the tokens of a speech recogniser.
  ///
  /// - Throws: `CTCVocabularyError`.
  public func ctcVocabulary(for configuration: CTCConfiguration) throws -> CTCVocabulary {
    try CTCVocabulary(contentsOf: url, size: configuration.vocabularySize)
  }
}
