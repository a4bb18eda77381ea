/// Conversations sorted into kinds: those of one kind have equally many rows in each cell.
struct CellGroups {
  /// The kind of each conversation.
  private(set) var kinds: [Int32] = []
  /// The cells of the rows of a conversation of each kind, in ascending order.
  private(set) var cellsOfKind: [ArraySlice<Int32>] = []

  init(cells: [Int32], conversations: [Int32]) {
    // Rows by conversation.
    let numConversations = Int(conversations.max() ?? -1) + 1
    var ends = [Int](repeating: 0, count: numConversations + 1)
    for conversation in conversations { ends[Int(conversation) + 1] += 1 }
    for index in 0..<numConversations { ends[index + 1] += ends[index] }
    var places = ends
    var sorted = [Int32](repeating: 0, count: cells.count)
    for (cell, conversation) in zip(cells, conversations) {
      sorted[places[Int(conversation)]] = cell
      places[Int(conversation)] += 1
    }
    // Two conversations are of one kind where their sorted cells are the same bytes.
    var known = InternedStrings()
    var ranges: [Range<Int>] = []
    for index in 0..<numConversations where ends[index] < ends[index + 1] {
      let range = ends[index]..<ends[index + 1]
      if range.count > 1 { sorted[range].sort() }
      let kind = sorted.withUnsafeBytes { bytes in
        known.code(
          of: UnsafeRawBufferPointer(
            rebasing: bytes[range.lowerBound * 4..<range.upperBound * 4]))
      }
      if Int(kind) == ranges.count { ranges.append(range) }
      kinds.append(kind)
    }
    cellsOfKind = ranges.map { sorted[$0] }
  }
}
