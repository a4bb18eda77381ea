import AttuneCore
import Foundation
import Testing

@testable import AttuneEvaluation

@Suite struct BreakdownTests {
  /// A table in which women are answered right, men only in every second turn.
  private func table() -> PredictionTable {
    let rows = (0..<80).map { index in
      let isWoman = index % 2 == 0
      let isRight = isWoman || index % 4 == 1
      var attributes: [String: AttributeValue] = [
        "speaker_gender": .text(isWoman ? "female" : "male"),
        "audio_seconds": .number(Double(index) / 10), "turn_index": .number(Double(index % 3)),
        "colour": .text("grey"), "emotion_word": .text("w\(index % 5)"),
        "topic": .text("topic \(index % 20)"),
      ]
      if index >= 60 { attributes["speaker_gender"] = nil }
      return Prediction(
        conversation: "\(index / 2)", turn: "\(index % 2)", emotion: index % 8 < 4 ? "a" : "b",
        probabilities: (index % 8 < 4) == isRight ? [0.9, 0.1] : [0.1, 0.9],
        modalities: index < 40 ? [.text, .audio] : [.text], attributes: attributes)
    }
    return PredictionTable(classes: ["a", "b"], model: "m", rows: rows)
  }

  @Test func everyAttributeThatPartsTheRowsHasItsGroups() throws {
    let breakdowns = try Evaluation(table()).breakdowns
    #expect(
      breakdowns.map(\.attribute) == [
        "speaker_gender", "topic", "turn_index", "audio_seconds", "has_audio",
      ])
    for breakdown in breakdowns {
      #expect(breakdown.groups.reduce(0) { $0 + $1.numRows } == 80)
    }
    #expect(breakdowns[0].groups.map(\.name) == ["female", "male", "unknown"])
    #expect(breakdowns[0].groups.map(\.accuracy) == [1, 0.5, 0.75])
    #expect(breakdowns[0].gap?.best == "female" && breakdowns[0].gap?.worst == "male")
    #expect(breakdowns[0].gap?.accuracy == 0.5)
    #expect(breakdowns[1].groups.count == 12 && breakdowns[1].groups.last?.name == "9 others")
    #expect(breakdowns[2].groups.map(\.name) == ["0", "1", "2"])
    #expect(breakdowns[3].groups.map(\.numRows) == [20, 20, 20, 20])
    #expect(breakdowns[4].groups.map(\.name) == ["yes", "no"])
  }

  @Test func groupsAndTheirGapHaveIntervals() throws {
    let evaluation = try Evaluation(table(), resampling: Resampling(numResamples: 500))
    let breakdown = try #require(evaluation.breakdowns.first)
    let gap = try #require(breakdown.gap)
    #expect(gap.interval?.contains(0.5) == true)
    #expect(gap.interval?.lower ?? 0 > 0.2)
    #expect(breakdown.groups[1].accuracyInterval?.contains(0.5) == true)
    #expect(evaluation.text.contains("gap 0.5000 ["))
    #expect(try JSONDecoder().decode(Evaluation.self, from: evaluation.json()) == evaluation)
  }
}
