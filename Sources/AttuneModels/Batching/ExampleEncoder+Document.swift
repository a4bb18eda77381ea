import AttuneCore
import AttuneText

extension ExampleEncoder {
  /// Situation and utterances as one text, `[CLS] situation [SEP] utterance [SEP] …`, or `nil` where
  /// there are no words.
  ///
  /// Where it is too long, the situation and the newest utterances stay.
  func document(
    _ situation: String?, _ utterances: [Utterance], report: inout InputReport
  ) -> [Int32]? {
    let limits = pipeline.model.text
    var start = situation.flatMap {
      tokens($0, limit: limits.maximumContextTokens, report: &report)
    }
    var newestFirst: [ArraySlice<Int32>] = []
    var room = limits.maximumDocumentTokens - (start?.count ?? 1)
    for (index, utterance) in utterances.enumerated().reversed() {
      let limit = min(limits.maximumUtteranceTokens, newestFirst.isEmpty ? room + 1 : .max)
      guard limit > 2,
        let ids = tokens(utterance.text, limit: limit, report: &report)?.dropFirst()
      else { continue }
      guard ids.count <= room else {
        report.droppedUtterances += index + 1
        break
      }
      newestFirst.append(ids)
      room -= ids.count
    }
    if start == nil, !newestFirst.isEmpty { start = [tokenizer.clsTokenID] }
    return start.map { $0 + newestFirst.reversed().joined() }
  }
}
