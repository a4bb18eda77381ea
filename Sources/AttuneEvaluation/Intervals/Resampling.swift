/// How a figure's interval is found: conversations are drawn with replacement, as many as there are,
/// again and again (the bootstrap, Efron 1979).
///
/// Turns of one conversation are alike, so whole conversations are drawn, never rows. Every resample
/// has a generator of its own, so a result does not depend on how many cores worked on it.
public struct Resampling: Codable, Sendable, Hashable {
  /// How many resamples are drawn.
  public var numResamples: Int
  /// Equal seeds give equal results.
  public var seed: Int

  enum CodingKeys: String, CodingKey {
    case numResamples = "resamples"
    case seed
  }

  /// 10,000 resamples unless told otherwise.
  public init(numResamples: Int = 10_000, seed: Int = 42) {
    (self.numResamples, self.seed) = (numResamples, seed)
  }
}
