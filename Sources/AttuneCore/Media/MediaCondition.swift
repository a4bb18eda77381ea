/// What state a media file is in.
public enum MediaCondition: Sendable, Hashable {
  /// Decodes whole.
  case ok
  /// The file does not exist.
  case missing
  /// The file has zero bytes.
  case empty
  /// The file cannot be opened or decoded; the reason in words.
  case unreadable(String)
  /// The file decodes, but has no stream of that modality.
  case noStream(Modality)
  /// A stream without a sample or a frame.
  case zeroLength
  /// The file ends before its header says; the detail in words.
  case cutShort(String)
  /// Sound whose peak is below 1e-4.
  case silent
  /// A sample rate in Hz that no recorder uses.
  case oddRate(Int)

  /// A short name without details, the key in reports.
  public var name: String {
    switch self {
    case .ok: "ok"
    case .missing: "missing"
    case .empty: "empty"
    case .unreadable: "unreadable"
    case .noStream: "no_stream"
    case .zeroLength: "zero_length"
    case .cutShort: "cut_short"
    case .silent: "silent"
    case .oddRate: "odd_rate"
    }
  }

  /// Whether a model can be given the medium: false where nothing of it decodes.
  public var isUsable: Bool {
    switch self {
    case .ok, .cutShort, .silent, .oddRate: true
    case .missing, .empty, .unreadable, .noStream, .zeroLength: false
    }
  }
}
