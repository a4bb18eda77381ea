/// Finds all pairs of texts whose sets of neighbouring words have a Jaccard index of at least a
/// threshold; none is missed, and there is nothing random in it.
///
/// Two such sets share an element among the rarest few of both, so only texts that meet there are
/// compared (Chaudhuri, Ganti, Kaushik 2006, "A primitive operator for similarity joins";
/// Bayardo, Ma, Srikant 2007, "Scaling up all pairs similarity search").
struct TextJoin {
  private let threshold: Double
  /// Each text's pairs of neighbouring words by rank, the rarest first, ascending.
  private let sets: [[Int32]]
  private let numPairs: Int

  /// Prepares texts, given as the numbers of their words; a text of one word pairs it with nothing.
  init(_ texts: [[Int32]], threshold: Double) {
    self.threshold = threshold
    var pairNumbers: [UInt64: Int32] = [:]
    var frequencies: [Int32] = []
    var numbered: [[Int32]] = []
    numbered.reserveCapacity(texts.count)
    for words in texts {
      var previous: Int32 = -1
      var pairs: Set<Int32> = []
      for (position, word) in words.enumerated() {
        if position > 0 || words.count == 1 {
          let pair =
            UInt64(UInt32(bitPattern: previous)) << 32 | UInt64(UInt32(bitPattern: word))
          let known = pairNumbers[pair] ?? Int32(pairNumbers.count)
          if known == frequencies.count {
            pairNumbers[pair] = known
            frequencies.append(0)
          }
          if pairs.insert(known).inserted { frequencies[Int(known)] += 1 }
        }
        previous = word
      }
      numbered.append(Array(pairs))
    }
    let order = frequencies.indices.sorted {
      (frequencies[$0], $0) < (frequencies[$1], $1)
    }
    var ranks = [Int32](repeating: 0, count: order.count)
    for (rank, pair) in order.enumerated() { ranks[pair] = Int32(rank) }
    sets = numbered.map { $0.map { ranks[Int($0)] }.sorted() }
    numPairs = order.count
  }

  /// Calls `found` with the positions and the Jaccard index of each pair, in a fixed order.
  ///
  /// - Parameter isWanted: whether a pair is worth comparing.
  func pairs(
    where isWanted: (Int, Int) -> Bool, _ found: (Int, Int, Double) -> Void
  ) {
    // By ascending size, so that what stands in the index is never larger than what looks there.
    let order = sets.indices.filter { !sets[$0].isEmpty }
      .sorted { (sets[$0].count, $0) < (sets[$1].count, $1) }
    var index = [[Int32]](repeating: [], count: numPairs)
    var lastSeen = [Int32](repeating: -1, count: sets.count)
    for text in order {
      let set = sets[text]
      // A little less, so that rounding never asks for one more than the threshold does.
      let smallest = (threshold * Double(set.count) - 1e-9).rounded(.up)
      for pair in set.prefix(set.count - Int(smallest) + 1) {
        for other in index[Int(pair)].lazy.map(Int.init)
        where lastSeen[other] != Int32(text) && isWanted(text, other) {
          lastSeen[other] = Int32(text)
          guard Double(sets[other].count) >= smallest else { continue }
          let jaccard = jaccard(set, sets[other])
          if jaccard >= threshold { found(text, other, jaccard) }
        }
        index[Int(pair)].append(Int32(text))
      }
    }
  }

  private func jaccard(_ first: [Int32], _ second: [Int32]) -> Double {
    var (i, j, shared) = (0, 0, 0)
    while i < first.count, j < second.count {
      if first[i] == second[j] { shared += 1 }
      let (a, b) = (first[i], second[j])
      if a <= b { i += 1 }
      if b <= a { j += 1 }
    }
    return Double(shared) / Double(first.count + second.count - shared)
  }
}
