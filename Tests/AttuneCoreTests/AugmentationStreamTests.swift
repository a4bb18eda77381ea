import AttuneCore
import Testing

@Suite struct AugmentationStreamTests {
  private func stream(
    _ conversation: String = "00017", _ turn: String = "2", utterance: Int? = 4
  ) -> AugmentationStream {
    AugmentationStream(
      seed: 42, epoch: 3, conversation: conversation, turn: turn, occurrence: 1,
      utterance: utterance)
  }

  // A run that is resumed after an update must see what it saw before. In Python:
  // mix = lambda v: …SplitMix64's, fnv = lambda text: …64-bit FNV-1a's
  // state = 0; for n in [42, 3, fnv("00017"), fnv("2"), 1, 4, fnv("audio.noise")]:
  //   state = mix(state + n)
  // then three times: state += 0x9E3779B97F4A7C15; print(mix(state))
  @Test func aStreamIsTheSameOnEveryMachineAndForEver() {
    var generator = stream().generator("audio.noise")
    #expect(generator.next() == 6_268_262_701_416_451_133)
    #expect(generator.next() == 16_631_094_854_795_346_004)
    #expect(generator.next() == 480_717_833_282_915_584)
    generator = stream(utterance: nil).generator("text.word_dropout")
    #expect(generator.next() == 12_309_839_818_959_987_288)
    generator = stream().generator("audio.noise")
    #expect(generator.uniform() == 0.339_803_201_929_278_6)
  }

  @Test func eachNameCounts() {
    var first: Set<UInt64> = []
    let streams = [
      stream(), stream(utterance: nil), stream(utterance: 0), stream("0001", "72"),
      stream("000172", ""), stream("", "000172"), stream("2", "00017"),
    ]
    for stream in streams {
      for operation in ["audio.noise", "audio.speed", ""] {
        var generator = stream.generator(operation)
        first.insert(generator.next())
      }
    }
    #expect(first.count == streams.count * 3)
  }

  @Test func drawnNumbersStayInTheirRange() {
    var generator = SeededGenerator(7)
    let range = AugmentationRange(-2, 3)
    let numbers = (0..<2000).map { _ in range.draw(using: &generator) }
    #expect(numbers.allSatisfy { (-2..<3).contains($0) })
    #expect(abs(numbers.reduce(0, +) / 2000 - 0.5) < 0.1)
    #expect(Set((0..<200).map { _ in generator.index(below: 5) }) == [0, 1, 2, 3, 4])
    #expect((0..<5).allSatisfy { _ in generator.index(below: 0) == 0 })
    #expect(!(0..<100).contains { _ in generator.happens(0) })
    #expect((0..<100).allSatisfy { _ in generator.happens(1) })
    #expect((0..<1000).count { _ in generator.happens(0.25) } < 320)
  }
}
