import AttuneEncoders
import AttuneText
import Foundation
import Torch
import TorchNN

/// Features of texts by a BERT encoder.
struct TextFeatures: FeatureEncoder {
  let pooling: FeaturePooling
  /// Token ids are small, so many texts may wait for others of their length.
  let windowBatches = 64
  private let bert: BertModel
  private let tokenizer: WordPieceTokenizer
  private let limit: Int
  private let options: FeatureOptions
  /// Names the texts in errors.
  private let file: String

  init(_ folder: EncoderFolder, _ options: FeatureOptions, file: String) throws {
    let configuration = try folder.bertConfiguration()
    let range = 2...max(2, configuration.maximumPositions)
    limit = options.maximumTokens ?? configuration.maximumPositions
    guard range.contains(limit) else {
      throw FeatureError.limit(encoder: folder.url.path, tokens: limit, range: range)
    }
    tokenizer = try folder.tokenizer(for: configuration)
    let source = try folder.source(.bert(readsPooler: true), prefix: "")
    let hasPooler = source.holds("pooler.dense.weight")
    pooling = try .chosen(
      options.pooling, of: (hasPooler ? [.pooler] : []) + [.classToken, .mean], encoder: folder)
    let store = ParameterStore(
      device: options.device, dtype: options.dtype, sources: [source], frozen: [""])
    bert = try BertModel(configuration, addsPooler: hasPooler, store.root)
    try store.verify()
    self.options = options
    self.file = file
  }

  var hiddenSize: Int { bert.configuration.hiddenSize }

  func prepare(_ text: String, index: Int, report: inout FeatureReport) throws -> [Int32]? {
    let tokenized = tokenizer.encode(text, maximumLength: limit)
    if tokenized.numTruncated > 0 {
      let numTokens = tokenized.inputIDs.count + tokenized.numTruncated
      guard options.longTexts == .truncate else {
        throw FeatureError.textTooLong(
          file: file, line: index + 1, tokens: numTokens, limit: limit)
      }
      report.recordTruncated(
        index, tokens: tokenized.numTruncated,
        "line \(index + 1): \(numTokens) tokens cut to \(limit)")
    }
    return tokenized.inputIDs
  }

  func size(of ids: [Int32]) -> Int { ids.count }

  func encode(_ texts: [[Int32]]) throws -> EncodedBatch {
    let states = try bert(PackedTexts(texts, device: options.device), mode: .evaluation)
    let pooled =
      switch pooling {
      case .pooler: try bert.pooledOutput(states) ?? states.first()
      case .classToken: try states.first()
      case .mean: try states.mean().to(options.dtype)
      }
    let length = texts.first?.count ?? 0
    return EncodedBatch(
      lastHiddenState: try states.hiddenStates.reshape([texts.count, length, hiddenSize]),
      pooled: pooled)
  }
}
