import AttuneHTML
import Testing

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
