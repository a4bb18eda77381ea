import AttuneCore
import Torch
import TorchNN

/// The last layers: from features to the classes, directly or by way of a label map's words.
///
/// By way of words, each word has a logit and a class is as probable as its words together: its
/// logit is the log of the sum of their exponentials. Keys: those of ``DenseStack``.
struct EmotionHead {
  private let layers: DenseStack
  /// For each class the indices of its words; `nil` where classes are answered directly.
  private let wordsOfClasses: [[Int64]]?

  init(
    _ inputSize: Int, _ configuration: ModelConfiguration, _ style: DenseStack.Style,
    _ scope: ParameterScope
  ) throws {
    let words = try configuration.labelMap()?.words
    wordsOfClasses = try configuration.labelMap().map { map in
      configuration.classes.map { name in
        map.words.indices.filter { map.emotion(of: map.words[$0])?.rawValue == name }
          .map(Int64.init)
      }
    }
    layers = try DenseStack(
      inputSize, configuration.classifierSizes + [words?.count ?? configuration.classes.count],
      style, scope)
  }

  /// Answers features `[B, D]`.
  func callAsFunction(_ features: Tensor, mode: Mode) throws(TorchError) -> ModelOutput {
    // Probabilities and losses want the range of float32, also where products were short.
    let (hidden, output) = try layers.withLastInput(features, mode: mode)
    let answers = try output.to(.float32)
    guard let wordsOfClasses else { return ModelOutput(logits: answers, hidden: hidden) }
    var classes: [Tensor] = []
    for words in wordsOfClasses {
      let own = try answers.indexSelect(
        dim: 1, index: Tensor(words, shape: [words.count], device: answers.device))  // [B, words]
      // log Σ exp x = x₀ − log softmax(x)₀, which cannot overflow.
      let first = try own.select(dim: 1, index: 0)
      classes.append(try first - own.logSoftmax(dim: 1).select(dim: 1, index: 0))
    }
    return ModelOutput(
      logits: try Tensor.stack(classes, dim: 1), words: answers, hidden: hidden)
  }
}
