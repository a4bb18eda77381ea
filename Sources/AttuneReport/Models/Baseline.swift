import AttuneCore
import AttuneEvaluation

/// What needs no voice, no face and no words, and that a model must beat.
struct Baseline: Sendable {
  let name: String
  /// What it is, in words.
  let note: String
  let scores: Scores
}

extension ScoredModel {
  /// The baselines of the turns that the model was scored on.
  var baselines: [Baseline] {
    let majority = evaluation.majorityBaseline
    let constant = Baseline(
      name: "always \(majority.emotion)", note: "the most frequent class", scores: majority.scores)
    guard let metadata = evaluation.metadataBaseline else { return [constant] }
    let attributes = metadata.fit.attributes.joined(separator: ", ")
    let note =
      "naive Bayes over \(attributes), fitted on the \(metadata.fit.split?.rawValue ?? "other") split"
    return [constant, Baseline(name: "metadata only", note: note, scores: metadata.scores)]
  }
}
