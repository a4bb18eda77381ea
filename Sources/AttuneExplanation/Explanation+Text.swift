import AttuneCore
import AttuneHTML
import Foundation

extension Explanation {
  /// The explanation as lines for a terminal, ending with a line break.
  public var text: String {
    var lines = [
      "Model \(model), conversation \(conversation), turn \(turn): \(answer) "
        + "\(Self.digits(probabilities[answer] ?? 0, 3))"
        + (truth.map { ", annotated as \($0)" } ?? "")
    ]
    lines.append(
      "Evidence for \(answer) in log-odds: from \(Numbers.signed(logOddsOfNothing)) with nothing to "
        + "\(Numbers.signed(logOdds)) with all")
    for part in modalities {
      lines.append("  \(part.modality.rawValue): \(Numbers.signed(part.evidence))")
    }
    for text in texts {
      let name =
        text.utterance.map { "utterance \($0), \(text.role?.rawValue ?? "")" } ?? "situation"
      let words = text.words.map { "\($0.text) \(Numbers.signed($0.evidence))" }
      lines.append("\(name): \(words.joined(separator: ", "))")
    }
    if !utteranceAttention.isEmpty {
      let shares = utteranceAttention.map { Self.digits($0, 2) }
      lines.append("attention to the utterances: \(shares.joined(separator: ", "))")
    }
    lines += summations.filter(\.completeness.addsUp).map(\.sentence)
    lines += cautions.map { "careful: \($0)" }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func digits(_ value: Double, _ count: Int) -> String {
    String(format: "%.\(count)f", value)
  }
}
