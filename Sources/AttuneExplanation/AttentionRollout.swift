import Torch

/// How much of each input a transformer's attention carries into its output: attention rollout (Abnar
/// and Zuidema 2020, arXiv:2005.00928).
///
/// In each layer a step keeps half of itself, for the residual connection, and takes the other half
/// from where it attends. What attention carries need not matter to the answer; integrated gradients
/// say what does.
public enum AttentionRollout {
  /// Which of a text's states the model reads.
  public enum Reading: Sendable {
    /// That of the first token.
    case first
    /// The mean of all.
    case mean
  }

  /// Carries an output's relevance back through layers of attention between the same steps.
  ///
  /// - Parameters:
  ///   - layers: the first layer first, each `[T, T]` with the asking step first, rows of sum 1.
  ///   - reading: what of the last layer is read.
  /// - Returns: `[T]`, of sum 1; empty where there is no layer.
  public static func relevance(_ layers: [[[Float]]], _ reading: Reading) -> [Float] {
    guard let count = layers.last?.count, count > 0 else { return [] }
    var relevance = [Float](repeating: 0, count: count)
    switch reading {
    case .first: relevance[0] = 1
    case .mean: relevance = [Float](repeating: 1 / Float(count), count: count)
    }
    for attention in layers.reversed() { relevance = back(relevance, through: attention) }
    return relevance
  }

  /// One layer back: half stays, half goes where the step attended.
  static func back(_ relevance: [Float], through attention: [[Float]]) -> [Float] {
    var result = relevance.map { $0 / 2 }
    for (step, share) in relevance.enumerated() where share != 0 {
      for (source, weight) in attention[step].enumerated() { result[source] += share / 2 * weight }
    }
    return result
  }
}
