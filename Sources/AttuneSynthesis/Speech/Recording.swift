/// The place and the microphone of one side of a conversation.
struct Recording: Sendable {
  /// Level of the microphone in decibels: near or far, it blurs how loud somebody speaks.
  let gain: Double
  /// Level of the noise in decibels below neutral speech.
  let signalToNoise: Double
  /// Colour of the noise: 0 white … 0.95 rumbling.
  let colour: Double

  init(random: inout SeededRandom) {
    gain = random.normal(0, 2)
    signalToNoise = random.uniform(14...30)
    colour = random.uniform(0.3...0.9)
  }
}
