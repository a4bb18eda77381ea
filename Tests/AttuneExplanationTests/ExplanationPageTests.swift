import AttuneCore
import AttuneTestSupport
import Foundation
import Testing

@testable import AttuneExplanation

@Suite struct ExplanationPageTests {
  private static func model(
    _ name: String = "audio", word: String = "tram", sum: Double = 1.01
  ) -> IllustratedExplanation {
    let explanation = Explanation(
      model: name, steps: 64, conversation: "00001", turn: "0", answer: "sad", truth: "angry",
      probabilities: ["sad": 0.75, "angry": 0.25], logOdds: 1.1, logOddsOfNothing: -0.4,
      modalities: [
        .init(modality: .audio, evidence: 2), .init(modality: .text, evidence: -0.5),
      ],
      texts: [
        .init(
          utterance: 0, role: .speaker,
          words: [
            .init(text: word, evidence: 1.5, attention: 0.5),
            .init(text: ".", evidence: -0.49, attention: 0.25),
          ])
      ], textCompleteness: .init(change: 1, sum: sum),
      sounds: [
        .init(
          utterance: 0, evidence: [[0.5, 0], [0, -0.25]], secondsPerFrame: 0.01, centres: [0, 8000])
      ], soundCompleteness: .init(change: 0.25, sum: 0.25),
      clips: [.init(utterance: 0, attention: [[[0.3]], [[0.1]]])], utteranceAttention: [1])
    return IllustratedExplanation(
      explanation: explanation, sounds: [Data([1])], clips: [Data([2])])
  }

  private static let fused = FusedAnswer(
    model: "fusion/average", answer: "angry", probabilities: ["sad": 0.4, "angry": 0.6],
    isSure: false, contributions: [(.audio, 0.2), (.text, -0.1)])

  @Test func nothingIsFetchedAndEveryPictureHasWords() {
    let page = ExplanationPage([Self.model(), Self.model("video")], fused: Self.fused).text
    for match in page.matches(of: /(?:src|href|action|data|poster|srcset)="([^"]*)"/) {
      #expect(match.1.hasPrefix("data:image/") || match.1.hasPrefix("#"), "\(match.1.prefix(60))")
    }
    for word in ["<script", "<link", "<iframe", "@import", "url(", "javascript:"] {
      #expect(!page.contains(word), "\(word)")
    }
    let images = page.components(separatedBy: "<img ").dropFirst()
    #expect(images.count == 4)
    for image in images { #expect(image.prefix { $0 != ">" }.contains(/alt="[^"]/)) }
  }

  @Test func everyLinkLeadsToAPlaceOfItsOwn() {
    let fusion = ExplanationPage([Self.model(), Self.model("video")], fused: Self.fused).text
    for page in [ExplanationPage([Self.model()]).text, fusion] {
      let ids = page.matches(of: /id="([^"]*)"/).map { $0.1 }
      #expect(Set(ids).count == ids.count)
      let targets = page.matches(of: /href="#([^"]*)"/).map { $0.1 }
      #expect(targets.count > 2)
      for target in targets { #expect(ids.contains(target), "\(target)") }
    }
    #expect(fusion.contains("The model video"))
  }

  @Test func wordsOfTheDataStayTextAndHaveTheirNumbers() {
    let page = ExplanationPage([Self.model(word: "<script>x</script>")]).text
    #expect(!page.contains("<script>"))
    #expect(page.contains("&lt;script&gt;x&lt;/script&gt;<small>+1.50</small>"))
    #expect(page.contains("class=\"word against\" style=\"--share:0.20\">.<small>−0.49</small>"))
  }

  @Test func aGapIsToldInWordsAndOnlyWhereThereIsOne() {
    let (good, bad) = (Self.model(sum: 1.04), Self.model(sum: 1.4))
    #expect(!good.explanation.text.contains("careful"))
    #expect(!ExplanationPage([good]).text.contains("too large"))
    #expect(bad.explanation.text.contains("careful: the words' evidence sums to +1.40"))
    #expect(bad.explanation.text.contains("a gap of 40 %"))
    #expect(bad.explanation.text.contains("--steps 256"))
    let page = ExplanationPage([bad]).text
    #expect(page.contains("too large") && page.contains("Numbers that do not add up"))
  }

  @Test func aGapThatTwoDigitsCannotTellIsNone() {
    #expect(Explanation.Completeness(change: 0.001, sum: 0.009).addsUp)
    #expect(!Explanation.Completeness(change: 0.001, sum: 0.02).addsUp)
    #expect(Explanation.Completeness(change: -2, sum: -1.92).addsUp)
    #expect(!Explanation.Completeness(change: -2, sum: 1.9).addsUp)
    #expect(Explanation.Completeness(change: 0, sum: 0).gap == 0)
  }

  @Test func theFusionsAnswerStandsBeforeThoseOfItsModels() throws {
    let page = ExplanationPage([Self.model(), Self.model("video")], fused: Self.fused).text
    #expect(page.contains("<h1>Why “angry”?</h1>"))
    #expect(page.contains("less than it asks of itself to be sure"))
    #expect(page.contains("made of audio and video"))
    let fused = try #require(page.range(of: "id=\"fusion\""))
    let first = try #require(page.range(of: "id=\"model-1\""))
    #expect(fused.lowerBound < first.lowerBound)
  }

  @Test func thePageLiesBesideTheNumbers() throws {
    try withTemporaryFolder { folder in
      let home = ExplanationFolder(folder)
      try home.write(Self.model())
      try home.write(ExplanationPage([Self.model()]))
      let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
      #expect(
        names == [
          "clip-0.png", "explanation.html", "explanation.json", "explanation.txt", "sound-0.png",
        ])
    }
  }
}
