import Attune
import AttuneModels
import Foundation

/// A recognition in words.
enum RecognitionText {
  /// The answer, a bar a class, each model's own answer and what each modality added.
  static func describe(_ recognition: Recognition, classes: [String]) -> String {
    var lines = [String(format: "%@  (%.1f %%)", recognition.emotion, 100 * recognition.top)]
    if !recognition.isSure { lines[0] += "  not sure" }
    let models = recognition.models.keys.sorted()
    let header = models.count > 1 ? models.map { padded($0, 8) }.joined(separator: " ") : ""
    lines.append("")
    lines.append("  \(padded("", 11)) \(padded("", 26)) \(header)")
    for name in classes {
      let share = recognition.probabilities[name] ?? 0
      let bar = padded(String(repeating: "█", count: Int((share * 20).rounded())), 20)
      let own =
        models.count > 1
        ? models.map { String(format: "%8.3f", recognition.models[$0]?[name] ?? 0) }
          .joined(separator: " ") : ""
      lines.append("  \(padded(name, 11)) \(bar) \(String(format: "%.3f", share)) \(own)")
    }
    let added = recognition.contributions.sorted { $0.value > $1.value }
      .map { String(format: "%@ %+.3f", $0.key, $0.value) }
    if !added.isEmpty {
      lines.append("")
      lines.append("  added to '\(recognition.emotion)': \(added.joined(separator: ", "))")
    }
    for heard in recognition.transcripts {
      lines.append("  transcribed, not given: “\(heard.transcript.text)”")
    }
    if let summary = recognition.inputs.summary { lines.append("  note: \(summary)") }
    return lines.joined(separator: "\n")
  }

  private static func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }
}

extension Recognition {
  /// Probability of the answer.
  fileprivate var top: Float { probabilities[emotion] ?? 0 }
}
