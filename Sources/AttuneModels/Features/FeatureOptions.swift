import Torch

/// How inputs become features; the defaults leave every input as it is.
public struct FeatureOptions: Sendable, Equatable {
  /// What happens to a text that has more tokens than the encoder takes.
  public enum LongTexts: String, CaseIterable, Sendable {
    /// Its end is cut off, and counted.
    case truncate
    /// It is an error.
    case fail
  }

  /// The most inputs that are encoded together; it changes no number beyond float noise, since only
  /// inputs of one length share a batch.
  public var batchSize: Int
  /// How hidden states become one vector; `nil` for the encoder's own way.
  public var pooling: FeaturePooling?
  /// The most tokens of a text, the two marks around it included; `nil` for the encoder's limit.
  public var maximumTokens: Int?
  /// What happens to a longer text.
  public var longTexts: LongTexts
  /// The most seconds of a sound; `nil` for all of it.
  public var maximumSeconds: Double?
  /// Whether the first unusable medium is an error instead of a counted absence.
  public var requiresMedia: Bool
  /// Where the encoder runs.
  public var device: Device
  /// The floating point type that the encoder computes in, whatever its file has; features are
  /// float32 always.
  public var dtype: DType

  /// Creates options with every default visible.
  public init(
    batchSize: Int = 8, pooling: FeaturePooling? = nil, maximumTokens: Int? = nil,
    longTexts: LongTexts = .truncate, maximumSeconds: Double? = nil, requiresMedia: Bool = false,
    device: Device = .cpu, dtype: DType = .float32
  ) {
    self.batchSize = batchSize
    self.pooling = pooling
    self.maximumTokens = maximumTokens
    self.longTexts = longTexts
    self.maximumSeconds = maximumSeconds
    self.requiresMedia = requiresMedia
    self.device = device
    self.dtype = dtype
  }
}
