import Torch

/// Texts that stand one after another, without padding between them.
public struct PackedTexts {
  /// Tokens of each text, at least 1.
  public let lengths: [Int]
  /// The ids of all tokens, `[tokens]` int64.
  public let inputIDs: Tensor

  /// Packs texts.
  ///
  /// - Parameters:
  ///   - texts: token ids with the marks around them; at least one text, none of them empty.
  ///   - device: where the ids are wanted.
  /// - Throws: ``EncoderInputError`` where there is no token, or ``TorchError``.
  public init(_ texts: [[Int32]], device: Device) throws {
    lengths = texts.map(\.count)
    guard !texts.isEmpty, !lengths.contains(0) else {
      throw EncoderInputError.lengths(encoder: "bert", lengths: lengths, shape: [texts.count])
    }
    let ids = texts.joined().map(Int64.init)
    inputIDs = try Tensor(ids, shape: [ids.count], device: device)
  }
}
