import AttuneCore
import Torch
import TorchNN

/// Classifies what single utterances of the speaker sound or look like, in training only.
///
/// On the long way through recurrent layers, an encoder that starts from nothing hears little of
/// the truth while words are easier to learn by heart. Each speaker's utterance therefore answers
/// for the turn's class by its medium alone, as one more term of the loss; such heads go back to
/// the deep supervision of Lee et al. 2015 (arXiv 1409.5185).
struct MediaHead {
  private let dropout: Dropout
  private let classifier: Linear

  init(_ inputSize: Int, numClasses: Int, dropout: Double, _ scope: ParameterScope) throws {
    self.dropout = Dropout(dropout)
    classifier = try Linear(inputSize, numClasses, scope)
  }

  /// The answers of the speaker's utterances whose medium is present.
  ///
  /// - Parameters:
  ///   - vectors: of the utterances' media, `[N, D]`.
  ///   - present: whether each utterance's medium is there.
  /// - Returns: `nil` if there is none.
  func callAsFunction(
    _ vectors: Tensor, present: [Bool], roles: Tensor, _ layout: DialogueLayout
  ) throws -> ModelOutput.MediaAnswers? {
    let speaker = Int64(Utterance.Role.allCases.firstIndex(of: .speaker) ?? 0)
    let rows = zip(present, try roles.int64s()).enumerated()
      .filter { $0.element.0 && $0.element.1 == speaker }.map(\.offset)
    guard !rows.isEmpty else { return nil }
    let index = try Tensor(rows.map(Int64.init), shape: [rows.count], device: vectors.device)
    let dialogues = layout.dialogues
    return ModelOutput.MediaAnswers(
      logits: try classifier(
        dropout(vectors.indexSelect(dim: 0, index: index), mode: .training)),
      turns: rows.map { dialogues[$0] })
  }
}
