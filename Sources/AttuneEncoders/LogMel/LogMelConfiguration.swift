import TorchNN

/// The sizes of a small audio encoder over log-mel energies.
public struct LogMelConfiguration: Sendable, Equatable {
  /// What `model_type` calls this encoder.
  public static let modelType = "log_mel"

  /// Bands of the mel scale.
  public var numBands = 40
  /// Lower edge of the first band in Hz.
  public var minimumFrequency = 50.0
  /// Upper edge of the last band in Hz, at most 8000.
  public var maximumFrequency = 6_500.0
  /// Power that counts as silence; white noise of the waveform's variance has 1 in every band.
  public var floor = 0.01
  /// Channels after each convolution; with none the bands alone are pooled.
  public var channels = [128, 128]
  /// Frames that each convolution covers, an odd number.
  public var kernelSize = 5
  /// Frames from one place of each convolution to the next.
  public var stride = 2
  /// What is taken of every band and of every channel of the last convolution over time.
  public var statistics = StatisticsPooling.Statistic.allCases
  /// Dropout after each convolution.
  public var dropout = 0.1
  /// What training hides: frames and bands, which then are silent.
  public var masking = Wav2Vec2Masking.off

  /// The sizes that `docs/speech.md` is about.
  public init() {}

  /// Width of the vector that a sound gets.
  public var hiddenSize: Int { statistics.count * (numBands + (channels.last ?? 0)) }

  /// Throws ``EncoderConfigurationError`` if no network can be built from these sizes.
  public func validate() throws {
    let name = Self.modelType
    func require(_ condition: Bool, _ key: String, _ reason: String) throws {
      guard condition else {
        throw EncoderConfigurationError(encoder: name, key: key, reason: reason)
      }
    }
    try EncoderConfigurationError.requirePositive(
      name,
      [("num_bands", numBands), ("kernel_frames", kernelSize), ("stride_frames", stride)]
        + channels.map { ("channels", $0) })
    try require(
      kernelSize % 2 == 1, "kernel_frames", "is \(kernelSize), but must be odd, to have a middle")
    try require(
      0 <= minimumFrequency && minimumFrequency < maximumFrequency && maximumFrequency <= 8_000,
      "maximum_frequency",
      "is \(maximumFrequency), but must lie between 'minimum_frequency' = \(minimumFrequency), at "
        + "least 0, and 8000")
    let hasBins = numBands <= LogMelFrontEnd.numBins && LogMelFrontEnd.filterbank(self).isComplete
    try require(
      hasBins, "num_bands", "is \(numBands), which leaves a band without a bin of 31.25 Hz")
    try require(
      floor > 0 && floor.isFinite, "floor", "is \(floor), but must be a number above 0")
    try require(
      !statistics.isEmpty && Set(statistics).count == statistics.count, "statistics",
      "must name at least one, each once")
    try EncoderConfigurationError.requireProbability(name, [("channel_dropout", dropout)])
    try masking.validate(name)
  }
}

extension LogMelConfiguration: Codable {
  /// No key is one of a wav2vec2's, over whose configuration a file may lay this one, but for those
  /// of the masking, which mean the same.
  private enum CodingKeys: String, CodingKey {
    case modelType = "model_type"
    case numBands = "num_bands"
    case minimumFrequency = "minimum_frequency"
    case maximumFrequency = "maximum_frequency"
    case floor, channels
    case kernelSize = "kernel_frames"
    case stride = "stride_frames"
    case statistics
    case dropout = "channel_dropout"
  }

  /// Decodes a configuration; keys left out have the defaults of ``init()``.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    func read<T: Decodable>(_ key: CodingKeys, into target: inout T) throws {
      target = try values.decodeIfPresent(T.self, forKey: key) ?? target
    }
    try read(.numBands, into: &numBands)
    try read(.minimumFrequency, into: &minimumFrequency)
    try read(.maximumFrequency, into: &maximumFrequency)
    try read(.floor, into: &floor)
    try read(.channels, into: &channels)
    try read(.kernelSize, into: &kernelSize)
    try read(.stride, into: &stride)
    try read(.statistics, into: &statistics)
    try read(.dropout, into: &dropout)
    masking = try Wav2Vec2Masking(from: decoder, absent: .off)
  }

  /// Encodes every key.
  public func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(Self.modelType, forKey: .modelType)
    try values.encode(numBands, forKey: .numBands)
    try values.encode(minimumFrequency, forKey: .minimumFrequency)
    try values.encode(maximumFrequency, forKey: .maximumFrequency)
    try values.encode(floor, forKey: .floor)
    try values.encode(channels, forKey: .channels)
    try values.encode(kernelSize, forKey: .kernelSize)
    try values.encode(stride, forKey: .stride)
    try values.encode(statistics, forKey: .statistics)
    try values.encode(dropout, forKey: .dropout)
    try masking.encode(to: encoder)
  }
}
