import AttuneCore
import AttuneExplanation
import AttuneModels
import AttuneTestSupport
import Foundation
import Testing

@Suite struct ExplainerTests {
  private func explanation(
    in folder: URL, steps: Int = 32, hasSound: Bool = true
  ) throws -> Explanation {
    let run = try LoadedRun(contentsOf: RunFolder(TinyFolders.run(in: folder)))
    let sound = try TinyFolders.sound("a.wav", seconds: 0.3, in: folder)
    let turn = Turn(
      id: "0", context: "a b a",
      dialogue: [
        Utterance(index: 0, role: .speaker, text: "a unknownword", audio: hasSound ? sound : nil),
        Utterance(index: 1, role: .listener, text: ""),
        Utterance(index: 2, role: .speaker, text: "b b"),
      ], emotion: .angry)
    let conversation = Conversation(
      id: "7", speaker: SpeakerProfile(age: .young), turns: [turn])
    var report = InputReport()
    return try Explainer(run, steps: steps).explain(conversation, turn, report: &report)
  }

  @Test func evidenceOfWordsAndSoundsAddsUp() throws {
    try withTemporaryFolder { folder in
      // The classifier's rectifiers bend the path, so it takes many steps to add up well.
      let explanation = try explanation(in: folder, steps: 400)
      let words = try #require(explanation.textCompleteness)
      #expect(abs(words.change) > 1e-4)
      #expect(abs(words.sum - words.change) < 0.01 * max(abs(words.change), 0.01))
      // Every token but the marks is told, so the words sum to it as well, but for the marks, which
      // are the same in the baseline.
      let told = explanation.texts.flatMap(\.words).reduce(0) { $0 + $1.evidence }
      #expect(abs(told - words.sum) < 1e-5)
      let sounds = try #require(explanation.soundCompleteness)
      #expect(abs(sounds.sum - sounds.change) < 0.02 * max(abs(sounds.change), 0.01))
      let heard = explanation.sounds[0].evidence.reduce(0.0) { $0 + Double($1.reduce(0, +)) }
      #expect(abs(heard - sounds.sum) < 1e-4)
    }
  }

  @Test func modalitiesSumToTheWayFromNothingToTheAnswer() throws {
    try withTemporaryFolder { folder in
      let explanation = try explanation(in: folder)
      #expect(explanation.modalities.map(\.modality) == [.audio, .text, .metadata])
      let sum = explanation.modalities.reduce(0) { $0 + $1.evidence }
      #expect(abs(sum - (explanation.logOdds - explanation.logOddsOfNothing)) < 1e-5)
      let odds = exp(explanation.logOdds)
      let probability = try #require(explanation.probabilities[explanation.answer])
      #expect(abs(odds / (1 + odds) - probability) < 1e-5)
    }
  }

  @Test func wordsAreToldAsTheyWereRead() throws {
    try withTemporaryFolder { folder in
      let texts = try explanation(in: folder, steps: 1).texts
      #expect(texts.map(\.utterance) == [nil, 0, 2])
      #expect(
        texts.map { $0.words.map(\.text) } == [["a", "b", "a"], ["a", "[UNK]"], ["b", "b"]])
      // What attention carries from the marks at the ends belongs to no word.
      for text in texts {
        let shares = text.words.map(\.attention)
        #expect(shares.allSatisfy { $0 > 0 })
        #expect(shares.reduce(0, +) < 1)
      }
    }
  }

  @Test func theDialoguesAttentionIsOverItsUtterances() throws {
    try withTemporaryFolder { folder in
      let attention = try explanation(in: folder, steps: 1).utteranceAttention
      #expect(attention.count == 3)
      #expect(abs(attention.reduce(0, +) - 1) < 1e-5)
    }
  }

  @Test func whatIsNotThereIsNotExplained() throws {
    try withTemporaryFolder { folder in
      let explanation = try explanation(in: folder, steps: 1, hasSound: false)
      #expect(explanation.sounds.isEmpty)
      #expect(explanation.soundCompleteness == nil)
      #expect(explanation.clips.isEmpty)
      #expect(explanation.modalities.map(\.modality) == [.text, .metadata])
    }
  }
}
