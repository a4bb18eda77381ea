/// Numbers the different rows of several tables.
struct RowKeys {
  private var conversations: InternedStrings
  private var turns: InternedStrings
  private var numbers: [UInt64: Int32] = [:]

  /// How many different rows there are.
  var count: Int { numbers.count }

  init(_ rows: PredictionRows) {
    (conversations, turns) = (rows.conversations, rows.turns)
    numbers.reserveCapacity(rows.count)
  }

  /// For each row that was ever seen, where it stands in `rows`, −1 where it does not.
  mutating func rows(_ rows: PredictionRows) -> [Int32] {
    let conversationCodes = conversations.codes(of: rows.conversations)
    let turnCodes = turns.codes(of: rows.turns)
    var places = [Int32](repeating: -1, count: numbers.count)
    for row in rows.indices {
      let pair = PairTable.pair(
        conversationCodes[Int(rows.conversationIndices[row])], turnCodes[Int(rows.turnIndices[row])]
      )
      if let number = numbers[pair] {
        places[Int(number)] = Int32(row)
      } else {
        numbers[pair] = Int32(places.count)
        places.append(Int32(row))
      }
    }
    return places
  }
}
