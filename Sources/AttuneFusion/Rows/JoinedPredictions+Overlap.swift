import AttuneCore
import AttuneEvaluation

extension JoinedPredictions {
  /// Tables that no chain of common rows holds together are of different corpora or splits, and not
  /// tables with gaps.
  func checkOverlap(_ tables: [PredictionTable]) throws(FusionError) {
    // By table, the first one that it hangs together with.
    var firsts = Array(tables.indices)
    for row in rows {
      let present = row.answers.present
      for (table, next) in zip(present, present.dropFirst()) where firsts[table] != firsts[next] {
        let (kept, gone) = (min(firsts[table], firsts[next]), max(firsts[table], firsts[next]))
        for place in firsts.indices where firsts[place] == gone { firsts[place] = kept }
      }
    }
    guard let first = tables.first?.rows.first, let apart = firsts.first(where: { $0 > 0 }),
      let other = tables[apart].rows.first
    else { return }
    func names(_ first: Int) -> [String] {
      models.indices.filter { firsts[$0] == first }.map { models[$0] }
    }
    throw .nothingInCommon(
      models: names(0), row: first.turnKey, others: names(apart), otherRow: other.turnKey,
      split: split?.rawValue)
  }

  /// How many conversations these rows and those of the test split share.
  ///
  /// - Throws: ``FusionError/testedOnFitted(_:numRows:)`` if they share a turn.
  func numConversations(sharedWith test: JoinedPredictions) throws(FusionError) -> Int {
    let keys = Set(rows.map(\.key))
    let shared = test.rows.filter { keys.contains($0.key) }
    if let first = shared.first {
      throw .testedOnFitted(first.key, numRows: shared.count)
    }
    return Set(rows.map { Self.conversation(of: $0.key) })
      .intersection(test.rows.map { Self.conversation(of: $0.key) }).count
  }
}
