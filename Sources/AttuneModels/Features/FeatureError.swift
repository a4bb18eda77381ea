/// Why no features could be made.
public enum FeatureError: Error, CustomStringConvertible, Equatable {
  /// The encoder takes another kind of input.
  case wrongInput(encoder: String, family: String, takes: String)
  /// The encoder has no such vector.
  case noSuchPooling(encoder: String, pooling: FeaturePooling, known: [FeaturePooling])
  /// A text has more tokens than allowed; the line counts from 1.
  case textTooLong(file: String, line: Int, tokens: Int, limit: Int)
  /// A limit that the encoder cannot keep.
  case limit(encoder: String, tokens: Int, range: ClosedRange<Int>)
  /// There is nothing to encode.
  case noInputs
  /// Not one input could be used.
  case nothingEncoded(inputs: Int, first: String)

  /// One line: what, where, what to do.
  public var description: String {
    switch self {
    case .wrongInput(let encoder, let family, let takes):
      "\(encoder): is a \(family) encoder, which takes \(takes)"
    case .noSuchPooling(let encoder, let pooling, let known):
      "\(encoder): has no '\(pooling.rawValue)' vector; choose "
        + known.map(\.rawValue).joined(separator: " or ")
    case .textTooLong(let file, let line, let tokens, let limit):
      "\(file): line \(line) has \(tokens) tokens, but at most \(limit) are allowed; shorten it, "
        + "or let long texts be truncated"
    case .limit(let encoder, let tokens, let range):
      "\(encoder): a limit of \(tokens) tokens is impossible; give \(range.lowerBound) to "
        + "\(range.upperBound), the encoder's positions"
    case .noInputs:
      "there is nothing to encode; give at least one input"
    case .nothingEncoded(let inputs, let first):
      "none of \(inputs) inputs can be encoded; the first one: \(first)"
    }
  }
}
