/// The pieces of a vocabulary as a tree over Unicode scalars, for longest-match look-up.
///
/// Keyed by scalars and not by `String`, because Swift's strings compare by canonical equivalence
/// and would fold two entries of a vocabulary into one. Edges live in one open hash table.
struct PieceTrie: Sendable {
  /// A node of the tree.
  typealias Node = Int32

  /// Where a word begins.
  static let wordStart: Node = 0
  /// Where the continuation of a word begins: pieces written with the prefix (`##`).
  static let continuation: Node = 1

  private var keys: [UInt64] = Array(repeating: .max, count: 1 << 10)
  private var children: [Node] = Array(repeating: 0, count: 1 << 10)
  private var ids: [Int32] = [-1, -1]
  private var numEdges = 0

  /// Enters a piece below `root`; an earlier id of the same piece is replaced, as HF does.
  mutating func insert(_ piece: some Sequence<Unicode.Scalar>, root: Node, id: Int32) {
    var node = root
    for scalar in piece {
      let key = Self.key(node, scalar)
      let slot = slot(of: key)
      if keys[slot] == key {
        node = children[slot]
        continue
      }
      let child = Node(ids.count)
      ids.append(-1)
      keys[slot] = key
      children[slot] = child
      numEdges += 1
      if numEdges * 2 > keys.count { grow() }
      node = child
    }
    ids[Int(node)] = id
  }

  /// The longest piece below `root` that `scalars` begin with.
  func longestMatch(
    _ scalars: ArraySlice<Unicode.Scalar>, root: Node
  ) -> (id: Int32, end: Int)? {
    var node = root
    var found: (id: Int32, end: Int)?
    for index in scalars.indices {
      let key = Self.key(node, scalars[index])
      let slot = slot(of: key)
      guard keys[slot] == key else { break }
      node = children[slot]
      if ids[Int(node)] >= 0 { found = (ids[Int(node)], index + 1) }
    }
    return found
  }

  private static func key(_ node: Node, _ scalar: Unicode.Scalar) -> UInt64 {
    UInt64(UInt32(bitPattern: node)) << 21 | UInt64(scalar.value)
  }

  /// The slot that holds `key`, or the free one where it would go.
  private func slot(of key: UInt64) -> Int {
    let mask = keys.count - 1
    // Fibonacci hashing: the high bits of the product are well mixed.
    var slot = Int((key &* 0x9E37_79B9_7F4A_7C15) >> 32) & mask
    while keys[slot] != key, keys[slot] != .max { slot = (slot + 1) & mask }
    return slot
  }

  private mutating func grow() {
    let old = (keys, children)
    keys = Array(repeating: .max, count: old.0.count * 2)
    children = Array(repeating: 0, count: keys.count)
    for (key, child) in zip(old.0, old.1) where key != .max {
      let slot = slot(of: key)
      keys[slot] = key
      children[slot] = child
    }
  }
}
