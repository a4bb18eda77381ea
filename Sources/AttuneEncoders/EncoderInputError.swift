/// An input that an encoder cannot take.
public enum EncoderInputError: Error, CustomStringConvertible, Equatable {
  /// Longer than the encoder has positions for.
  case tooLong(encoder: String, length: Int, limit: Int)
  /// A tensor of another shape.
  case shape(encoder: String, expected: String, actual: [Int])
  /// Lengths that do not fit the waveforms.
  case lengths(encoder: String, lengths: [Int], shape: [Int])

  /// One line: what was given and what is needed.
  public var description: String {
    switch self {
    case .tooLong(let encoder, let length, let limit):
      "\(encoder): a text of \(length) tokens is longer than the encoder's limit of \(limit)"
    case .shape(let encoder, let expected, let actual):
      "\(encoder): input of shape \(actual), expected \(expected)"
    case .lengths(let encoder, let lengths, let shape):
      "\(encoder): lengths \(lengths) do not fit waveforms of shape \(shape)"
    }
  }
}
