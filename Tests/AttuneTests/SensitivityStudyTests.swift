import Attune
import AttuneCore
import AttuneEvaluation
import AttuneSensitivity
import AttuneTestSupport
import Foundation
import Testing

@Suite struct SensitivityStudyTests {
  /// Four conversations of words, a profile and, but for the last, a sound.
  private func conversations(in folder: URL) throws -> [Conversation] {
    try (0..<4).map { index in
      let sound = try TinyFolders.sound(
        "\(index).wav", seconds: 0.1 + 0.05 * Double(index), in: folder)
      let utterance = Utterance(
        index: 0, role: .speaker, text: index % 2 == 0 ? "a a" : "b", audio: index < 3 ? sound : nil
      )
      let turn = Turn(id: "0", context: "a b", dialogue: [utterance], emotion: .angry)
      return Conversation(
        id: "\(index)",
        speaker: SpeakerProfile(age: index % 2 == 0 ? .young : .elderly, id: index),
        turns: [turn])
    }
  }

  private func study(in folder: URL, seed: Int = 1) throws -> SensitivityStudy {
    SensitivityStudy(
      try Recognizer(contentsOf: TinyFolders.run(in: folder)),
      conversations: try conversations(in: folder), split: .test, run: "run", seed: seed,
      resampling: Resampling(numResamples: 200))
  }

  @Test func everySubsetOfWhatIsThereIsScored() throws {
    try withTemporaryFolder { folder in
      let report = try study(in: folder).answer([.modalities])
      let subsets = try #require(report.modalityMatrix).map(\.modalities)
      #expect(subsets.count == 7)
      #expect(subsets.first == [.audio, .text, .metadata])
      #expect(Set(subsets).count == 7)
      #expect(report.modalityMatrix?.first?.figures.accuracy == report.unchanged.accuracy)
      #expect(report.exchanges == nil)
      #expect(report.curves == nil)
    }
  }

  @Test func onlyPartsThatTheModelMaySeeAndTheDataHaveAreExchanged() throws {
    try withTemporaryFolder { folder in
      let exchanges = try #require(try study(in: folder).answer([.exchanges]).exchanges)
      #expect(exchanges.map(\.part) == [.audio, .text, .metadata, .context, .dialogue, .age])
      let counts = Dictionary(
        uniqueKeysWithValues: exchanges.map { ($0.part, $0.numConversations) })
      #expect(counts[.audio] == 3)
      #expect(counts[.text] == 4)
      // All situations are the same words, so an exchange changes nothing; words that differ do.
      let distances = Dictionary(uniqueKeysWithValues: exchanges.map { ($0.part, $0.distance) })
      #expect(try #require(distances[.context]) < 1e-6)
      #expect(try #require(distances[.dialogue]) > 1e-4)
      #expect(try #require(distances[.audio]) > 0)
      #expect(exchanges.allSatisfy { $0.accuracyLosses.count == 3 })
    }
  }

  @Test func everyChangeOfInputsIsComparedWithTheInputsAsTheyAre() throws {
    try withTemporaryFolder { folder in
      let study = try study(in: folder)
      let report = try study.answer([.modalities, .exchanges], repetitions: 1)
      #expect(report.unchanged.changes == nil)
      #expect(report.modalityMatrix?.first?.figures.changes == nil)
      let without = try #require(report.exchanges?.first { $0.part == .text }).without
      let change = try #require(without.change(of: .accuracy))
      #expect(change.first == report.unchanged.accuracy && change.second == without.accuracy)
      #expect(report.exchanges?.allSatisfy { $0.retrained == nil } == true)
    }
  }

  @Test func aModelThatWasTrainedAgainStandsBesideThePart() throws {
    try withTemporaryFolder { folder in
      let study = try study(in: folder)
      let classes = try Recognizer(contentsOf: TinyFolders.run(in: folder)).classes
      let rows = try conversations(in: folder).map { conversation in
        Prediction(
          conversation: conversation.key, turn: "0", emotion: "angry",
          probabilities: classes.map { $0 == "angry" ? 1 : 0 }, modalities: [.text])
      }
      let always = PredictionTable(classes: classes, model: "audio", split: .test, rows: rows)
      let report = try study.answer([.exchanges], repetitions: 1, retrained: [.audio: always])
      let exchange = try #require(report.exchanges?.first { $0.part == .audio })
      #expect(exchange.retrained?.accuracy == 1)
      let gain = try #require(exchange.retrained?.change(of: .accuracy)?.difference)
      #expect(gain == 1 - report.unchanged.accuracy)
      #expect(report.text.contains("trained again"))
    }
  }

  @Test func theFolderHoldsNumbersTextAndFiguresAndMarksWhatTellsTheLabel() throws {
    try withTemporaryFolder { folder in
      var report = try study(in: folder).answer([.exchanges, .stress], repetitions: 1)
      report.leaks = [.init(part: .age, message: "names the class")]
      let results = SensitivityFolder(folder.appendingPathComponent("sensitivity"))
      try results.write(report)
      func contents(_ name: String) throws -> Data {
        try Data(contentsOf: results.url.appendingPathComponent(name))
      }
      let read = try JSONDecoder().decode(
        SensitivityReport.self, from: contents("sensitivity.json"))
      #expect(read.exchanges?.count == report.exchanges?.count)
      let lines = String(decoding: try contents("sensitivity.txt"), as: UTF8.self)
        .split(separator: "\n")
      #expect(lines.contains("! age: names the class"))
      #expect(lines.contains { $0.hasPrefix("! age  ") })
      for name in ["ablation", "robustness"] {
        #expect(try contents("\(name).png").starts(with: [0x89, 0x50]))
        #expect(try String(decoding: contents("\(name).svg"), as: UTF8.self).contains("<svg"))
      }
    }
  }

  @Test func curvesAreThoseOfTheModelsModalities() throws {
    try withTemporaryFolder { folder in
      let report = try study(in: folder).answer([.stress, .modalities])
      let curves = try #require(report.curves)
      #expect(curves.map(\.stress) == [.noise, .lostWords, .missingAudio, .missingText])
      #expect(curves.allSatisfy { $0.points.map(\.level) == $0.stress.levels })
      // Where every conversation lacks the modality, it is the matrix's row without it.
      for curve in curves where curve.stress.takesAway {
        let row = report.modalityMatrix?.first {
          $0.modalities.count == 2 && !$0.modalities.contains(curve.stress.modality)
        }
        #expect(curve.points.last?.figures.accuracy == row?.figures.accuracy)
      }
    }
  }

  @Test func theSameSeedGivesTheSameReport() throws {
    try withTemporaryFolder { folder in
      let encoder = JSONEncoder()
      encoder.outputFormatting = .sortedKeys
      let reports = try [1, 1].map {
        try encoder.encode(study(in: folder, seed: $0).answer([.exchanges, .stress]))
      }
      #expect(reports[0] == reports[1])
    }
  }
}
