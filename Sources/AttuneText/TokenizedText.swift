/// A text as token ids, with what did not fit.
public struct TokenizedText: Sendable, Equatable {
  /// `[T]`, the ids of `[CLS]`, the text's tokens and `[SEP]`; never padded.
  public var inputIDs: [Int32]

  /// How many tokens of the text were dropped at its end to keep the limit; 0 when all of it fits.
  public var numTruncated: Int

  /// Creates a tokenized text.
  public init(inputIDs: [Int32], numTruncated: Int) {
    self.inputIDs = inputIDs
    self.numTruncated = numTruncated
  }
}
