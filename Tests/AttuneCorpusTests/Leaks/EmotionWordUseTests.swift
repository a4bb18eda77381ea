import AttuneCore
import Testing

@testable import AttuneCorpus

@Suite struct EmotionWordUseTests {
  private typealias Text = (named: Set<String>, label: String)

  // Two tables [names it, not] × [its label, not]: sad [[6, 4], [2, 8]] and proud [[3, 7], [1, 9]].
  // own 6 + 3; expected 10·8/20 + 10·4/20 = 6; variance 10·10·8·12/(400·19) + 10·10·4·16/(400·19);
  // ratio (6·10/20 + 3·10/20) / (2·10/20 + 1·10/20) = 3; scipy.stats.norm.sf(3 / sqrt(variance))
  @Test func theLiftIsMantelAndHaenszelsRatio() throws {
    func texts(_ label: String, _ named: [(Set<String>, Int)]) -> [Text] {
      named.flatMap { named, count in Array(repeating: (named: named, label: label), count: count) }
    }
    let use = EmotionWordUse.Naming(
      texts("sad", [(["sad"], 5), (["sad", "proud"], 1), ([], 4)])
        + texts("proud", [(["proud"], 3), (["sad"], 2), ([], 5)]))
    #expect(use.own == 9 && abs(use.expected - 6) < 1e-12)
    #expect(abs(try #require(use.lift) - 3) < 1e-12)
    let variance = (9_600.0 + 6_400) / 7_600
    #expect(abs(use.pValue - TailProbability.normal(3 / variance.squareRoot())) < 1e-12)
  }

  @Test func wordsThatHaveNothingToDoWithTheLabelHaveALiftNearOne() throws {
    var generator = SeededGenerator(3)
    let words = ["sad", "proud", "afraid", "lonely"]
    let texts: [Text] = (0..<4_000).map { _ in
      (
        named: Set(words.filter { _ in generator.happens(0.3) }),
        label: words[generator.index(below: 4)]
      )
    }
    let use = EmotionWordUse.Naming(texts)
    #expect(abs(try #require(use.lift) - 1) < 0.1 && use.pValue > 0.01)
    #expect(use == EmotionWordUse.Naming(texts.reversed()))
  }

  @Test func aWordThatOnlyItsOwnLabelNamesHasNoLiftAndIsNoChance() {
    let texts: [Text] = (0..<40).map { index in
      index % 2 == 0 ? (named: ["sad"], label: "sad") : (named: [], label: "proud")
    }
    let use = EmotionWordUse.Naming(texts)
    #expect(use.own == 20 && use.lift == nil && use.pValue < 1e-9)
    let none = EmotionWordUse.Naming([] as [Text])
    #expect(none.own == 0 && none.lift == nil && none.pValue == 1)
  }

  @Test func theLexiconKnowsWordsClassesAndInflections() {
    var numbers = WordNumbers()
    let lexicon = EmotionLexicon(.avamerg, &numbers)
    func labelWords(_ text: String) -> Set<String> {
      lexicon.labelWords(in: numbers.text(text).words)
    }
    func classes(_ text: String) -> Set<Emotion> {
      lexicon.classes(in: numbers.text(text).words)
    }
    #expect(labelWords("My jealousy made me so angrily SAD!") == ["jealous", "angry", "sad"])
    #expect(classes("jealousy") == [.contempt])
    #expect(classes("happiness, contempt and proudly") == [.happy, .contempt])
    #expect(labelWords("happiness saddle take care").isEmpty && classes("saddle").isEmpty)
    for word in LabelMap.avamerg.words { #expect(labelWords(word) == [word]) }
    let own = EmotionLexicon(LabelMap(name: "own", emotions: ["glum": .sad]), &numbers)
    #expect(own.labelWords(in: numbers.text("glum afraid").words) == ["glum"])
  }
}
