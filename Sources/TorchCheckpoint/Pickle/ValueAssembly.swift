import Zip

/// Makes the values of a checkpoint of what the pickle machine left, and checks its tensors.
struct ValueAssembly {
  private let heap: PickleHeap
  private let storage: (String) throws(TorchCheckpointError.Problem) -> Range<Int>?
  /// What was made of each node; containers that occur twice are shared, not copied.
  private var finished: [Int: Made] = [:]
  /// Where the value that is being made stands.
  private var path: [String] = []

  private struct Made {
    let value: CheckpointValue
    let height: Int
    /// How many values it has when all sharing is undone.
    let size: Int
  }

  /// How deep containers may be nested; one that holds itself exceeds any limit.
  static let maximumDepth = 100
  /// The most values that a checkpoint may have when all sharing is undone.
  ///
  /// A few bytes can share so that there are more than there is memory for.
  static let maximumSize = 16_000_000
  /// The most bytes of a key, since the same one may stand in millions of dictionaries.
  static let maximumKeyBytes = 4_096

  init(
    heap: PickleHeap,
    storage: @escaping (String) throws(TorchCheckpointError.Problem) -> Range<Int>?
  ) {
    (self.heap, self.storage) = (heap, storage)
  }

  /// The value that a program left.
  mutating func root(_ value: PickleValue) throws(Located) -> CheckpointValue {
    try make(value).value
  }

  private mutating func make(_ value: PickleValue) throws(Located) -> Made {
    switch value {
    case .none: return Made(value: .none, height: 0, size: 1)
    case .bool(let flag): return Made(value: .bool(flag), height: 0, size: 1)
    case .integer(let number): return Made(value: .integer(number), height: 0, size: 1)
    case .float(let number): return Made(value: .float(number), height: 0, size: 1)
    case .node(let index):
      if let made = finished[index] { return made }
      let made = try make(heap.nodes[index])
      finished[index] = made
      return made
    }
  }

  private mutating func make(_ node: PickleNode) throws(Located) -> Made {
    switch node {
    case .string(let text): return Made(value: .string(text), height: 0, size: 1)
    case .bytes(let bytes): return Made(value: .bytes(bytes), height: 0, size: 1)
    case .tensor(let tensor):
      return Made(value: .tensor(try checked(tensor)), height: 0, size: 1)
    case .list(let elements), .tuple(let elements), .set(let elements):
      return try list(elements)
    case .dictionary(let entries): return try dictionary(entries)
    case .global, .storage, .numpyType:
      throw located(.invalidValue("a class or a storage stands here, not a value"))
    }
  }

  private mutating func make(_ value: PickleValue, at place: String) throws(Located) -> Made {
    path.append(place)
    let made = try make(value)
    path.removeLast()
    return made
  }

  private mutating func list(_ elements: [PickleValue]) throws(Located) -> Made {
    var values: [CheckpointValue] = []
    var (height, size) = (0, 1)
    try checkDepth(path.count)
    for (index, element) in elements.enumerated() {
      let made = try make(element, at: "\(index)")
      values.append(made.value)
      (height, size) = (max(height, made.height), size + made.size)
      try checkSize(size)
    }
    try checkDepth(height + 1)
    return Made(value: .list(values), height: height + 1, size: size)
  }

  private mutating func dictionary(_ entries: [PickleValue]) throws(Located) -> Made {
    var values: [(key: CheckpointValue, value: CheckpointValue)] = []
    var places: [Name: Int] = [:]
    var (height, size) = (0, 1)
    try checkDepth(path.count)
    for index in stride(from: 0, to: entries.count - 1, by: 2) {
      let key = try make(entries[index], at: "(key)")
      guard (key.value.string?.utf8.count ?? 0) <= Self.maximumKeyBytes else {
        throw located(.invalidValue("a key has more than \(Self.maximumKeyBytes) bytes"))
      }
      let name = Name(key.value)
      let made = try make(entries[index + 1], at: name?.text ?? "?")
      (height, size) = (max(height, key.height, made.height), size + key.size + made.size)
      try checkSize(size)
      if let name, let place = places[name] {
        values[place].value = made.value
      } else {
        if let name { places[name] = values.count }
        values.append((key.value, made.value))
      }
    }
    try checkDepth(height + 1)
    return Made(value: .dictionary(values), height: height + 1, size: size)
  }

  private func checked(_ tensor: PickleTensor) throws(Located) -> CheckpointTensor {
    guard case .typed(let dtype) = tensor.storage.dtype else {
      throw located(.invalidTensor("its storage has no type"))
    }
    do throws(TorchCheckpointError.Problem) {
      guard let range = try storage(tensor.storage.key) else {
        let name = ZipError.quoted("data/\(tensor.storage.key)")
        throw TorchCheckpointError.Problem.invalidTensor("the archive has no \(name)")
      }
      return try CheckpointTensor(
        dtype: dtype, shape: tensor.shape, strides: tensor.strides, storage: range,
        numStored: tensor.storage.numElements, offset: tensor.offset)
    } catch { throw located(error) }
  }

  private func checkDepth(_ depth: Int) throws(Located) {
    guard depth <= Self.maximumDepth else {
      throw located(.invalidValue("containers are nested too deeply"))
    }
  }

  private func checkSize(_ size: Int) throws(Located) {
    guard size <= Self.maximumSize else {
      throw located(.invalidValue("there are more values than a checkpoint has"))
    }
  }

  private func located(_ problem: TorchCheckpointError.Problem) -> Located {
    Located(problem, key: path.isEmpty ? nil : path.joined(separator: "."))
  }
}

/// A key of a dictionary that a path can spell: text or a whole number.
private enum Name: Hashable {
  case text(String)
  case number(Int)

  init?(_ key: CheckpointValue) {
    switch key {
    case .string(let text): self = .text(text)
    case .integer(let number): self = .number(number)
    default: return nil
    }
  }

  var text: String {
    switch self {
    case .text(let text): text
    case .number(let number): "\(number)"
    }
  }
}
