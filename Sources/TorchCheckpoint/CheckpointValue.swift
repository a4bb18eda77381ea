/// What a checkpoint holds at one place: a tensor, a plain value, or a container of such.
public enum CheckpointValue: Sendable {
  /// Python's `None`.
  case none
  /// A truth value.
  case bool(Bool)
  /// A whole number.
  case integer(Int)
  /// A number; also one of numpy.
  case float(Double)
  /// Text.
  case string(String)
  /// Bytes.
  case bytes([UInt8])
  /// The elements of a list, a tuple or a set, in the order of the file.
  case list([CheckpointValue])
  /// The entries of a dictionary in the order of the file; no key occurs twice.
  case dictionary([(key: CheckpointValue, value: CheckpointValue)])
  /// A tensor, whose elements stay in the file until they are asked for.
  case tensor(CheckpointTensor)

  /// The value under a key of a dictionary; `nil` where there is none, or where this is no
  /// dictionary.
  public subscript(_ key: String) -> CheckpointValue? {
    guard case .dictionary(let entries) = self else { return nil }
    return entries.first {
      if case .string(key) = $0.key { true } else { false }
    }?.value
  }

  /// The text, or `nil` where this is something else.
  public var string: String? { if case .string(let text) = self { text } else { nil } }

  /// The whole number, or `nil` where this is something else.
  public var integer: Int? { if case .integer(let number) = self { number } else { nil } }

  /// The number, whole or not; `nil` where this is something else.
  public var number: Double? {
    switch self {
    case .integer(let number): Double(number)
    case .float(let number): number
    default: nil
    }
  }

  /// The elements of a list, a tuple or a set; `nil` where this is something else.
  public var elements: [CheckpointValue]? {
    if case .list(let elements) = self { elements } else { nil }
  }

  /// The keys of a dictionary that are text, in the order of the file; `nil` where this is
  /// something else.
  public var keys: [String]? {
    guard case .dictionary(let entries) = self else { return nil }
    return entries.compactMap(\.key.string)
  }

  /// What this is, in Python's words.
  public var kind: String {
    switch self {
    case .none: "None"
    case .bool: "bool"
    case .integer: "int"
    case .float: "float"
    case .string: "str"
    case .bytes: "bytes"
    case .list: "list"
    case .dictionary: "dict"
    case .tensor: "Tensor"
    }
  }
}
