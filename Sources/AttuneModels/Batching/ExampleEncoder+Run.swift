import AttuneCorpus
import AttuneMedia
import AttuneText
import Foundation

extension ExampleEncoder {
  /// Opens the encoder that a run was trained with.
  ///
  /// - Throws: an error of the file that is missing or damaged.
  public init(
    pipeline: PipelineConfiguration, run: RunFolder, cache: MediaCache?, requiresMedia: Bool = false
  ) throws {
    self.init(
      pipeline: pipeline, tokenizer: try WordPieceTokenizer(contentsOf: run.tokenizer),
      vocabularies: try Vocabularies(contentsOf: run.vocabulary), cache: cache,
      requiresMedia: requiresMedia)
  }
}
