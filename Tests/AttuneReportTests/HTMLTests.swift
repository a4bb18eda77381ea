import AttuneEvaluation
import Testing

@testable import AttuneReport

@Suite struct HTMLTests {
  @Test func textAndValuesCannotBecomeMarkup() {
    let html = tag("p", ["title": "\"><script>"]) { "<img src=x onerror='alert(1)'> & \u{0}" }
    #expect(
      html.markup
        == "<p title=\"&quot;&gt;&lt;script&gt;\">"
        + "&lt;img src=x onerror=&#39;alert(1)&#39;&gt; &amp; \u{FFFD}</p>")
  }

  @Test func elementsNestAndRepeat() {
    let html = tag("ul") {
      ["a", "b"].map { name in tag("li") { name } }
      if true { tag("li") { "c" } }
    }
    #expect(html.markup == "<ul><li>a</li><li>b</li><li>c</li></ul>")
  }

  @Test func everyTableTellsItsHeaders() {
    var table = HTMLTable(caption: "scores", columns: ["model", "accuracy"])
    table.add(["<audio>", "0.5"])
    #expect(table.html.markup.contains("<caption>scores</caption>"))
    #expect(table.html.markup.contains("<th scope=\"col\">accuracy</th>"))
    #expect(table.html.markup.contains("<th scope=\"row\">&lt;audio&gt;</th><td>0.5</td>"))
  }
}

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

@Suite struct NumbersTests {
  @Test func percentsHaveADigitOnlyWhereTheyAreSmall() {
    #expect(Numbers.percent(0.734) == "73 %")
    #expect(Numbers.percent(0.0123) == "1.2 %")
    #expect(Numbers.percent(.nan) == "–")
    #expect(Numbers.percents(Interval(lower: 0.1, upper: 0.256)) == "10 to 26 %")
  }

  @Test func namesAreListedAsASentenceDoes() {
    #expect(Numbers.list(["a", "b", "c"]) == "a, b and c")
    #expect(Numbers.list(["a"]) == "a")
    #expect(Numbers.list([]) == "")
  }
}
