import Zip

/// Reads the pickle of a checkpoint.
///
/// A pickle is a program for a stack machine. This one knows the instructions that `torch.save`
/// writes in any of its protocols, and of classes and functions only those of ``PickleGlobal``,
/// none of which it calls.
struct PickleMachine {
  var heap = PickleHeap()
  let reader: ByteReader
  /// The byte after the instruction that is carried out.
  var position = 0
  /// The byte with which it began, for errors.
  private(set) var start = 0
  private var stack: [PickleValue] = []
  /// How high the stack was at each open mark.
  private var marks: [Int] = []
  private var memo: [Int: PickleValue] = [:]
  private var numCopied = 0

  init(_ bytes: UnsafeRawBufferPointer) { reader = ByteReader(bytes: bytes) }

  func failure(_ reason: String) -> TorchCheckpointError.Problem {
    .invalidPickle(reason: reason, byte: start)
  }

  /// Carries out the whole program.
  ///
  /// - Returns: The value that it leaves; the heap has what it refers to.
  mutating func run() throws(TorchCheckpointError.Problem) -> PickleValue {
    while true {
      start = position
      let code = try number(UInt8.self)
      guard let opcode = PickleOpcode(rawValue: code) else {
        throw failure("an instruction \(code) that torch.save does not write")
      }
      if opcode == .stop { return try pop() }
      try carryOut(opcode)
    }
  }

  private mutating func carryOut(
    _ opcode: PickleOpcode
  ) throws(TorchCheckpointError.Problem) {
    switch opcode {
    case .stop: return
    case .proto: try checkProtocol()
    case .frame: position += 8
    case .mark: marks.append(stack.count)
    case .pop: _ = try pop()
    case .popMark: _ = try popMark()
    case .duplicate: try push(try top())

    case .none: try push(.none)
    case .newTrue: try push(.bool(true))
    case .newFalse: try push(.bool(false))
    case .integer: try push(.integer(Int(try number(Int32.self))))
    case .integer1: try push(.integer(Int(try number(UInt8.self))))
    case .integer2: try push(.integer(Int(try number(UInt16.self))))
    case .long1: try push(.integer(try long(Int(try number(UInt8.self)))))
    case .long4: try push(.integer(try long(try count(Int32.self))))
    case .float: try push(.float(try bigEndianFloat()))
    case .unicode1: try push(try text(try count(UInt8.self)))
    case .unicode4: try push(try text(try count(UInt32.self)))
    case .unicode8: try push(try text(try count(UInt64.self)))
    case .string1: try push(try text(try count(UInt8.self)))
    case .string4: try push(try text(try count(Int32.self)))
    case .bytes1: try push(try bytes(try count(UInt8.self)))
    case .bytes4: try push(try bytes(try count(UInt32.self)))
    case .bytes8, .byteArray8: try push(try bytes(try count(UInt64.self)))

    case .emptyList: try push(try node(.list([])))
    case .emptyTuple: try push(try node(.tuple([])))
    case .emptyDictionary: try push(try node(.dictionary([])))
    case .emptySet: try push(try node(.set([])))
    case .tuple: try push(try node(.tuple(try popMark())))
    case .tuple1: try push(try node(.tuple(try pop(count: 1))))
    case .tuple2: try push(try node(.tuple(try pop(count: 2))))
    case .tuple3: try push(try node(.tuple(try pop(count: 3))))
    case .frozenSet: try push(try node(.set(try popMark())))
    case .append: try append(try pop(count: 1))
    case .appends, .addItems: try append(try popMark())
    case .setItem: try append(try pop(count: 2))
    case .setItems: try append(try popMark())

    case .put1: memo[Int(try number(UInt8.self))] = try top()
    case .put4: memo[Int(try number(UInt32.self))] = try top()
    case .memoize: memo[memo.count] = try top()
    case .get1: try push(try remembered(Int(try number(UInt8.self))))
    case .get4: try push(try remembered(Int(try number(UInt32.self))))

    case .global:
      let module = try line()
      try push(try global(module, try line()))
    case .stackGlobal:
      let names = try pop(count: 2)
      guard let module = heap.string(names[0]), let name = heap.string(names[1]) else {
        throw failure("a class whose name is no text")
      }
      try push(try global(module, name))
    case .reduce, .newObject:
      let parts = try pop(count: 2)
      try push(try call(parts[0], with: parts[1]))
    case .build:
      let state = try pop()
      try build(try top(), with: state)
    case .persistentID: try push(try storage(try pop()))
    }
  }

  private mutating func checkProtocol() throws(TorchCheckpointError.Problem) {
    let version = try number(UInt8.self)
    guard version <= 5 else { throw failure("the protocol \(version), which is unknown") }
  }

  /// Accounts for elements that an instruction copies: a few bytes can ask for it again and again.
  mutating func charge(_ count: Int) throws(TorchCheckpointError.Problem) {
    numCopied += count
    guard numCopied <= 2 * PickleHeap.maximumNodes else {
      throw failure("more than \(PickleHeap.maximumNodes) values")
    }
  }

  /// Adds a node to the heap.
  mutating func node(_ node: PickleNode) throws(TorchCheckpointError.Problem) -> PickleValue {
    guard let value = heap.add(node) else {
      throw failure("more than \(PickleHeap.maximumNodes) values")
    }
    return value
  }

  private mutating func append(
    _ elements: [PickleValue]
  ) throws(TorchCheckpointError.Problem) {
    let container = try top()
    if case .dictionary? = heap[container], !elements.count.isMultiple(of: 2) {
      throw failure("a key without a value")
    }
    guard heap.append(elements[...], to: container) else {
      throw failure("elements for something that is no container")
    }
  }

  private func remembered(_ index: Int) throws(TorchCheckpointError.Problem) -> PickleValue {
    guard let value = memo[index] else { throw failure("a value \(index) that was never made") }
    return value
  }

  // MARK: The stack

  private mutating func push(_ value: PickleValue) throws(TorchCheckpointError.Problem) {
    guard stack.count < PickleHeap.maximumNodes else {
      throw failure("more than \(PickleHeap.maximumNodes) values")
    }
    stack.append(value)
  }

  private func top() throws(TorchCheckpointError.Problem) -> PickleValue {
    guard let value = stack.last, stack.count > marks.last ?? 0 else {
      throw failure("a value is missing")
    }
    return value
  }

  private mutating func pop() throws(TorchCheckpointError.Problem) -> PickleValue {
    let value = try top()
    stack.removeLast()
    return value
  }

  private mutating func pop(count: Int) throws(TorchCheckpointError.Problem) -> [PickleValue] {
    guard stack.count - (marks.last ?? 0) >= count else { throw failure("a value is missing") }
    defer { stack.removeLast(count) }
    return Array(stack.suffix(count))
  }

  private mutating func popMark() throws(TorchCheckpointError.Problem) -> [PickleValue] {
    guard let mark = marks.popLast() else { throw failure("a mark is missing") }
    defer { stack.removeLast(stack.count - mark) }
    return Array(stack[mark...])
  }
}
