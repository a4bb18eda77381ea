/// A value on the stack of the pickle machine: small, or a place in its heap.
enum PickleValue {
  case none
  case bool(Bool)
  case integer(Int)
  case float(Double)
  case node(Int)
}

/// A value of the pickle machine that other values may refer to.
///
/// Nodes refer to one another by number: containers may hold themselves, and nothing recurses when
/// a deep nest of them is freed.
enum PickleNode {
  case string(String)
  case bytes([UInt8])
  case list([PickleValue])
  case tuple([PickleValue])
  case set([PickleValue])
  /// Keys and values in turn; a key may occur again, and then the last one counts.
  case dictionary([PickleValue])
  case global(PickleGlobal)
  case storage(PickleStorage)
  case tensor(PickleTensor)
  case numpyType(NumpyType)
}

/// A storage as the pickle names it.
struct PickleStorage {
  /// The type of its elements; `nil` where each tensor says it.
  let dtype: StorageType
  /// The name of the archive's entry.
  let key: String
  let numElements: Int
}

/// A tensor as the pickle describes it, not yet checked against its storage.
struct PickleTensor {
  let storage: PickleStorage
  let offset: Int
  let shape: [Int]
  let strides: [Int]
}
