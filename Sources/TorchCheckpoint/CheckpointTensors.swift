import Foundation
import Safetensors

/// The tensors of a checkpoint, or of a part of it, under flat names.
///
/// A tensor within nested containers is named by its place: `model_state_dict.encoder.weight` is
/// the tensor `encoder.weight` of the dictionary `model_state_dict`; elements of a list are
/// numbered from 0.
public struct CheckpointTensors: Sendable {
  /// The file, and the part of it where it is not the whole.
  public let location: String
  private let file: TorchCheckpointFile
  private let tensors: [String: CheckpointTensor]

  /// The most bytes that all names of one checkpoint may have together.
  private static let maximumNameBytes = 1 << 26

  init(
    _ value: CheckpointValue, at path: [String], in file: TorchCheckpointFile
  ) throws(TorchCheckpointError) {
    self.file = file
    let part = path.joined(separator: ".")
    location = part.isEmpty ? file.url.path : "\(file.url.path): \(part)"
    var tensors: [String: CheckpointTensor] = [:]
    var nameBytes = 0

    func below(_ name: String, _ component: String) throws(TorchCheckpointError) -> String {
      let joined = name.isEmpty ? component : "\(name).\(component)"
      nameBytes += joined.utf8.count
      guard nameBytes <= Self.maximumNameBytes else {
        throw TorchCheckpointError(
          file: file.url.path, key: part,
          problem: .invalidValue("the names of the tensors take more than 64 MiB"))
      }
      return joined
    }

    func collect(_ value: CheckpointValue, _ name: String) throws(TorchCheckpointError) {
      switch value {
      case .tensor(let tensor):
        guard tensors.updateValue(tensor, forKey: name) == nil else {
          throw TorchCheckpointError(
            file: file.url.path, key: (path + [name]).joined(separator: "."),
            problem: .duplicateName)
        }
      case .list(let elements):
        for (index, element) in elements.enumerated() where element.mayHoldTensors {
          try collect(element, try below(name, "\(index)"))
        }
      case .dictionary(let entries):
        for entry in entries where entry.value.mayHoldTensors {
          switch entry.key {
          case .string(let key): try collect(entry.value, try below(name, key))
          case .integer(let key): try collect(entry.value, try below(name, "\(key)"))
          default: continue
          }
        }
      default: return
      }
    }
    try collect(value, "")
    self.tensors = tensors
  }

  /// The names of the tensors, sorted.
  public var names: [String] { tensors.keys.sorted() }

  /// The type, shape and strides of a tensor, or `nil` where there is none of that name.
  public func info(_ name: String) -> CheckpointTensor? { tensors[name] }

  /// Lends the bytes of a tensor, little-endian and row-major.
  ///
  /// They are in the mapped file where the tensor lies there row by row; only others are copied.
  ///
  /// - Parameters:
  ///   - name: The tensor's name.
  ///   - body: Receives the bytes; they must not be used after it returns, and their address is
  ///     not necessarily a multiple of the element size.
  /// - Throws: ``TorchCheckpointError`` with `.missing`, or what `body` throws.
  public func withUnsafeBytes<Result>(
    _ name: String, _ body: (UnsafeRawBufferPointer) throws -> Result
  ) throws -> Result {
    guard let tensor = tensors[name] else {
      throw TorchCheckpointError(file: location, key: name, problem: .missing)
    }
    return try tensor.withElements(of: file.bytes, body)
  }

  /// The bytes of a tensor where the file is mapped, and what keeps them there; `nil` for a tensor
  /// that does not lie there row by row.
  ///
  /// - Throws: ``TorchCheckpointError`` with `.missing`.
  public func mappedBytes(
    _ name: String
  ) throws -> (bytes: UnsafeRawBufferPointer, owner: AnyObject)? {
    guard tensors[name]?.isContiguous != false else { return nil }
    return (try withUnsafeBytes(name) { $0 }, file)
  }

  /// A copy of the bytes of a tensor, little-endian and row-major.
  ///
  /// - Throws: ``TorchCheckpointError`` with `.missing`.
  public func bytes(_ name: String) throws -> [UInt8] {
    try withUnsafeBytes(name) { [UInt8]($0) }
  }
}

extension CheckpointValue {
  fileprivate var mayHoldTensors: Bool {
    switch self {
    case .tensor, .list, .dictionary: true
    default: false
    }
  }
}
