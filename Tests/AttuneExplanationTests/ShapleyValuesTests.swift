import Testing

@testable import AttuneExplanation

@Suite struct ShapleyValuesTests {
  @Test func anAdditiveGameGivesEachPlayerItsOwn() {
    let own = [3.0, -1, 0.5]
    let values = ShapleyValues.of(3) { subset in
      2 + own.indices.reduce(0) { $0 + (subset >> $1 & 1 == 1 ? own[$1] : 0) }
    }
    for (value, expected) in zip(values, own) { #expect(abs(value - expected) < 1e-12) }
  }

  @Test func twoWhoAreWorthSomethingOnlyTogetherShareAlike() {
    #expect(ShapleyValues.of(2) { $0 == 0b11 ? 1 : 0 } == [0.5, 0.5])
  }

  @Test func theGloveGameIsKnown() {
    // Player 0 holds a left glove, 1 and 2 a right one each; a pair is worth 1.
    let values = ShapleyValues.of(3) { $0 & 1 == 1 && $0 & 0b110 != 0 ? 1 : 0 }
    for (value, expected) in zip(values, [2.0 / 3, 1.0 / 6, 1.0 / 6]) {
      #expect(abs(value - expected) < 1e-12)
    }
  }

  @Test func nobodyPlaysForNothing() {
    #expect(ShapleyValues.of(0) { _ in 7 }.isEmpty)
  }
}
