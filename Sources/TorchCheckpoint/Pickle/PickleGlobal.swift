import Safetensors

/// The classes and functions that a pickle may name; there is no other.
///
/// None of them is called: the machine does by itself what each of them stands for.
enum PickleGlobal: Hashable {
  /// `collections.OrderedDict`.
  case orderedDictionary
  /// `set`, `frozenset`.
  case set
  /// `bytes`, `bytearray`.
  case bytes
  /// `torch.Size`, a tuple.
  case size
  /// `torch.FloatStorage` and its kin.
  case storage(StorageType)
  /// `torch.float32` and its kin, which a tensor of an untyped storage has as an argument.
  case dtype(SafetensorsDType)
  /// `torch._utils._rebuild_tensor_v2`.
  case tensor
  /// `torch._utils._rebuild_tensor_v3`: as the former, and the type apart from the storage.
  case typedTensor
  /// `torch._utils._rebuild_parameter`.
  case parameter
  /// `numpy.core.multiarray.scalar`, a number of numpy.
  case numpyScalar
  /// `numpy.dtype`.
  case numpyType
  /// `_codecs.encode`, as which the second version of pickles writes bytes.
  case encode

  /// What a module and a name stand for, or `nil` where that is nothing that we read.
  init?(module: String, name: String) {
    switch (module, name) {
    case ("collections", "OrderedDict"): self = .orderedDictionary
    case ("__builtin__", "set"), ("builtins", "set"): self = .set
    case ("__builtin__", "frozenset"), ("builtins", "frozenset"): self = .set
    case ("__builtin__", "bytes"), ("builtins", "bytes"): self = .bytes
    case ("__builtin__", "bytearray"), ("builtins", "bytearray"): self = .bytes
    case ("torch", "Size"): self = .size
    case ("torch._utils", "_rebuild_tensor_v2"): self = .tensor
    case ("torch._utils", "_rebuild_tensor_v3"): self = .typedTensor
    case ("torch._utils", "_rebuild_parameter"): self = .parameter
    case ("numpy.core.multiarray", "scalar"), ("numpy._core.multiarray", "scalar"):
      self = .numpyScalar
    case ("numpy", "dtype"): self = .numpyType
    case ("_codecs", "encode"): self = .encode
    case ("torch.storage", "UntypedStorage"): self = .storage(.untyped)
    case ("torch", _):
      if let type = StorageType(className: name) {
        self = .storage(type)
      } else if let dtype = Self.dtypes[name] {
        self = .dtype(dtype)
      } else {
        return nil
      }
    default: return nil
    }
  }

  /// PyTorch's names of the types.
  private static let dtypes: [String: SafetensorsDType] = [
    "float32": .float32, "float64": .float64, "float16": .float16, "bfloat16": .bfloat16,
    "int64": .int64, "int32": .int32, "int16": .int16, "int8": .int8, "uint8": .uint8,
    "uint16": .uint16, "uint32": .uint32, "uint64": .uint64, "bool": .bool,
    "complex64": .complex64, "float8_e4m3fn": .float8e4m3, "float8_e5m2": .float8e5m2,
    "float8_e8m0fnu": .float8e8m0,
  ]
}

/// The type of a storage's elements.
enum StorageType: Hashable {
  case typed(SafetensorsDType)
  /// Bytes whose type each tensor says.
  case untyped

  /// The type that a class of the module `torch` stands for, or `nil` where it is no storage.
  init?(className: String) {
    switch className {
    case "FloatStorage": self = .typed(.float32)
    case "DoubleStorage": self = .typed(.float64)
    case "HalfStorage": self = .typed(.float16)
    case "BFloat16Storage": self = .typed(.bfloat16)
    case "LongStorage": self = .typed(.int64)
    case "IntStorage": self = .typed(.int32)
    case "ShortStorage": self = .typed(.int16)
    case "CharStorage": self = .typed(.int8)
    case "ByteStorage": self = .typed(.uint8)
    case "BoolStorage": self = .typed(.bool)
    case "ComplexFloatStorage": self = .typed(.complex64)
    case "UntypedStorage": self = .untyped
    default: return nil
    }
  }
}
