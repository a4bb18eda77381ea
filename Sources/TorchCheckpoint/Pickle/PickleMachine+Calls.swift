import Safetensors
import Zip

/// What the few classes and functions that a pickle may name stand for.
extension PickleMachine {
  mutating func global(
    _ module: String, _ name: String
  ) throws(TorchCheckpointError.Problem) -> PickleValue {
    guard let global = PickleGlobal(module: module, name: name) else {
      throw .foreignClass(name: "\(module).\(name)", byte: start)
    }
    return try node(.global(global))
  }

  /// What calling a global with these arguments gives.
  mutating func call(
    _ callee: PickleValue, with arguments: PickleValue
  ) throws(TorchCheckpointError.Problem) -> PickleValue {
    guard case .global(let global)? = heap[callee], let arguments = heap.tuple(arguments) else {
      throw failure("a call of something that is no function")
    }
    switch global {
    case .orderedDictionary: return try orderedDictionary(arguments)
    case .set: return try node(.set(try elements(arguments)))
    case .size: return try node(.tuple(try elements(arguments)))
    case .bytes: return try emptyBytes(arguments)
    case .encode: return try encoded(arguments)
    case .tensor: return try tensor(arguments, dtype: nil)
    case .typedTensor: return try typedTensor(arguments)
    case .parameter: return try parameter(arguments)
    case .numpyType: return try numpyType(arguments)
    case .numpyScalar: return try numpyScalar(arguments)
    case .storage, .dtype: throw failure("a call of a type")
    }
  }

  /// What the state that follows an object changes about it.
  mutating func build(
    _ object: PickleValue, with state: PickleValue
  ) throws(TorchCheckpointError.Problem) {
    switch heap[object] {
    // A state dictionary carries the versions of its modules as an attribute; nobody needs them.
    case .dictionary: return
    case .numpyType(var type):
      guard let fields = heap.tuple(state), fields.count > 1, let order = heap.string(fields[1])
      else { throw failure("a type of numpy without its order of bytes") }
      type.isBigEndian = order == ">"
      heap.replace(object, by: .numpyType(type))
    default: throw failure("a state for something that has none")
    }
  }

  /// The storage that a persistent id stands for: `('storage', class, key, device, size)`.
  mutating func storage(_ id: PickleValue) throws(TorchCheckpointError.Problem) -> PickleValue {
    guard let fields = heap.tuple(id), fields.count == 5, heap.string(fields[0]) == "storage",
      case .global(.storage(let dtype))? = heap[fields[1]], let key = heap.string(fields[2]),
      case .integer(let numElements) = fields[4]
    else { throw failure("a reference that is no storage") }
    return try node(.storage(PickleStorage(dtype: dtype, key: key, numElements: numElements)))
  }

  private mutating func orderedDictionary(
    _ arguments: [PickleValue]
  ) throws(TorchCheckpointError.Problem) -> PickleValue {
    var entries: [PickleValue] = []
    if let first = arguments.first {
      guard let pairs = heap.tuple(first) else { throw failure("an OrderedDict of no pairs") }
      try charge(2 * pairs.count)
      for pair in pairs {
        guard let pair = heap.tuple(pair), pair.count == 2 else {
          throw failure("an OrderedDict of no pairs")
        }
        entries += pair
      }
    }
    return try node(.dictionary(entries))
  }

  private mutating func elements(
    _ arguments: [PickleValue]
  ) throws(TorchCheckpointError.Problem) -> [PickleValue] {
    guard let first = arguments.first else { return [] }
    guard let elements = heap.tuple(first) else { throw failure("a container of no elements") }
    try charge(elements.count)
    return elements
  }

  private mutating func emptyBytes(
    _ arguments: [PickleValue]
  ) throws(TorchCheckpointError.Problem) -> PickleValue {
    if let first = arguments.first {
      guard case .bytes? = heap[first] else { throw failure("bytes made of something else") }
      return first
    }
    return try node(.bytes([]))
  }

  private mutating func encoded(
    _ arguments: [PickleValue]
  ) throws(TorchCheckpointError.Problem) -> PickleValue {
    guard arguments.count == 2, let text = heap.string(arguments[0]),
      heap.string(arguments[1]) == "latin1"
    else { throw failure("bytes in an unknown encoding") }
    try charge(text.utf8.count)
    var bytes: [UInt8] = []
    for scalar in text.unicodeScalars {
      guard let byte = UInt8(exactly: scalar.value) else {
        throw failure("bytes in an unknown encoding")
      }
      bytes.append(byte)
    }
    return try node(.bytes(bytes))
  }

  /// `(storage, offset, size, stride, requires_grad, hooks[, metadata])`.
  private mutating func tensor(
    _ arguments: [PickleValue], dtype: SafetensorsDType?
  ) throws(TorchCheckpointError.Problem) -> PickleValue {
    guard arguments.count >= 4, case .storage(var storage)? = heap[arguments[0]],
      case .integer(let offset) = arguments[1], let shape = heap.integers(arguments[2]),
      let strides = heap.integers(arguments[3])
    else { throw failure("a tensor with arguments of another kind") }
    if arguments.count > 6, !heap.isEmptyDictionary(arguments[6]) {
      if case .none = arguments[6] {
      } else {
        // Only complex numbers have any: that a tensor is the conjugate of its storage.
        throw failure("a tensor whose elements are not as they are stored")
      }
    }
    if let dtype { storage = storage.typed(dtype) }
    return try node(
      .tensor(PickleTensor(storage: storage, offset: offset, shape: shape, strides: strides)))
  }

  /// `(storage, offset, size, stride, requires_grad, hooks, dtype, metadata)`.
  private mutating func typedTensor(
    _ arguments: [PickleValue]
  ) throws(TorchCheckpointError.Problem) -> PickleValue {
    guard (7...8).contains(arguments.count), case .global(.dtype(let dtype))? = heap[arguments[6]]
    else {
      throw failure("a tensor without its type")
    }
    var plain = arguments
    plain.remove(at: 6)
    return try tensor(plain, dtype: dtype)
  }

  /// `(tensor, requires_grad, hooks)`.
  private mutating func parameter(
    _ arguments: [PickleValue]
  ) throws(TorchCheckpointError.Problem) -> PickleValue {
    guard let tensor = arguments.first, case .tensor? = heap[tensor] else {
      throw failure("a parameter of no tensor")
    }
    return tensor
  }

  private mutating func numpyType(
    _ arguments: [PickleValue]
  ) throws(TorchCheckpointError.Problem) -> PickleValue {
    guard let code = arguments.first.flatMap(heap.string) else {
      throw failure("a type of numpy without its code")
    }
    guard let type = NumpyType(code: code) else {
      throw failure("the numpy type \(ZipError.quoted(code)), which is no number")
    }
    return try node(.numpyType(type))
  }

  private mutating func numpyScalar(
    _ arguments: [PickleValue]
  ) throws(TorchCheckpointError.Problem) -> PickleValue {
    guard arguments.count == 2, case .numpyType(let type)? = heap[arguments[0]],
      case .bytes(let bytes)? = heap[arguments[1]], let number = type.number(bytes)
    else { throw failure("a number of numpy that is none") }
    return number
  }
}

extension PickleStorage {
  /// The same storage read as another type; its elements are then counted as bytes.
  fileprivate func typed(_ dtype: SafetensorsDType) -> PickleStorage {
    let numBytes = self.dtype == .untyped ? numElements : 0
    return PickleStorage(
      dtype: .typed(dtype), key: key, numElements: numBytes / dtype.size)
  }
}
