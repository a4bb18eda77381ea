/// The values of a pickle that others refer to.
struct PickleHeap {
  private(set) var nodes: [PickleNode] = []

  /// The most values that a checkpoint may make; one of a hundred thousand tensors makes a third.
  static let maximumNodes = 8_000_000

  /// Adds a node, or returns `nil` where there are too many.
  mutating func add(_ node: PickleNode) -> PickleValue? {
    guard nodes.count < Self.maximumNodes else { return nil }
    nodes.append(node)
    return .node(nodes.count - 1)
  }

  subscript(_ value: PickleValue) -> PickleNode? {
    if case .node(let index) = value { nodes[index] } else { nil }
  }

  /// Adds elements to a list or a set, or keys and values in turn to a dictionary.
  ///
  /// - Returns: Whether the value is such a container.
  mutating func append(_ elements: ArraySlice<PickleValue>, to container: PickleValue) -> Bool {
    guard case .node(let index) = container else { return false }
    // Taken out while it grows, so that growing does not copy.
    let node = nodes[index]
    nodes[index] = .list([])
    switch node {
    case .list(var all):
      all += elements
      nodes[index] = .list(all)
    case .set(var all):
      all += elements
      nodes[index] = .set(all)
    case .dictionary(var all):
      all += elements
      nodes[index] = .dictionary(all)
    default:
      nodes[index] = node
      return false
    }
    return true
  }

  /// Replaces a node by what a later instruction says about it.
  mutating func replace(_ value: PickleValue, by node: PickleNode) {
    if case .node(let index) = value { nodes[index] = node }
  }

  // MARK: What a value is, for the arguments of calls

  func string(_ value: PickleValue) -> String? {
    if case .string(let text)? = self[value] { text } else { nil }
  }

  func tuple(_ value: PickleValue) -> [PickleValue]? {
    switch self[value] {
    case .tuple(let elements), .list(let elements): elements
    default: nil
    }
  }

  /// A shape or its like; no tensor has more than 64 dimensions.
  func integers(_ value: PickleValue) -> [Int]? {
    guard let elements = tuple(value), elements.count <= 64 else { return nil }
    var integers: [Int] = []
    for element in elements {
      guard case .integer(let integer) = element else { return nil }
      integers.append(integer)
    }
    return integers
  }

  func isEmptyDictionary(_ value: PickleValue) -> Bool {
    switch self[value] {
    case .dictionary(let entries): entries.isEmpty
    default: false
    }
  }
}
