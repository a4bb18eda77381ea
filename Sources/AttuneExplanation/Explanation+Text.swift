import AttuneCore
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
      "Evidence for \(answer) in log-odds: from \(Self.signed(logOddsOfNothing)) with nothing to "
        + "\(Self.signed(logOdds)) with all")
    for part in modalities {
      lines.append("  \(part.modality.rawValue): \(Self.signed(part.evidence))")
    }
    for text in texts {
      let name =
        text.utterance.map { "utterance \($0), \(text.role?.rawValue ?? "")" } ?? "situation"
      let words = text.words.map { "\($0.text) \(Self.signed($0.evidence))" }
      lines.append("\(name): \(words.joined(separator: ", "))")
    }
    if !utteranceAttention.isEmpty {
      let shares = utteranceAttention.map { Self.digits($0, 2) }
      lines.append("attention to the utterances: \(shares.joined(separator: ", "))")
    }
    if let words = textCompleteness {
      lines.append(
        "the words' evidence sums to \(Self.signed(words.sum)); hiding them all changes the answer "
          + "by \(Self.signed(words.change))")
    }
    if let sounds = soundCompleteness {
      lines.append(
        "the sounds' evidence sums to \(Self.signed(sounds.sum)); noise in their place changes the "
          + "answer by \(Self.signed(sounds.change))")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func digits(_ value: Double, _ count: Int) -> String {
    String(format: "%.\(count)f", value)
  }
  private static func signed(_ value: Double) -> String { String(format: "%+.2f", value) }
}
