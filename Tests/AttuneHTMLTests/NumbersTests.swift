import AttuneHTML
import Testing

@Suite struct NumbersTests {
  @Test func percentsHaveADigitOnlyWhereTheyAreSmall() {
    #expect(Numbers.percent(0.734) == "73 %")
    #expect(Numbers.percent(0.0123) == "1.2 %")
    #expect(Numbers.percent(.nan) == "–")
  }

  @Test func namesAreListedAsASentenceDoes() {
    #expect(Numbers.list(["a", "b", "c"]) == "a, b and c")
    #expect(Numbers.list(["a"]) == "a")
    #expect(Numbers.list([]) == "")
  }
}
