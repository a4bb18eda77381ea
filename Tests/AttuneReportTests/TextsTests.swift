import AttuneEvaluation
import AttuneHTML
import Testing

@testable import AttuneReport

@Suite struct MarkdownTextTests {
  @Test func textCannotBecomeMarkup() {
    #expect(MarkdownText.plain("a|b <i>\n*c* `d`") == "a\\|b &lt;i\\> \\*c\\* \\`d\\`")
  }

  @Test func codeCannotEndItsFence() {
    #expect(MarkdownText.code(["a", "```"]) == "````\na\n```\n````")
  }
}

@Suite struct ShellWordsTests {
  @Test func everyWordStaysOne() {
    #expect(
      ShellWords.command(["attune", "--set", "a b=c", "it's", "", "$(x)"])
        == "attune --set 'a b=c' 'it'\\''s' '' '$(x)'")
  }
}

@Suite struct NumbersChanceTests {
  @Test func rangesAndChancesAreShort() {
    #expect(Numbers.percents(Interval(lower: 0.1, upper: 0.256)) == "10 to 26 %")
    #expect(Numbers.chance(0.0004) == "p < 0.001")
    #expect(Numbers.chance(0.04) == "p = 0.040")
  }
}
