import Foundation
import Safetensors
import Torch

extension ParameterStore {
  /// All parameters and buffers, in the order of the model, parameters first.
  public var tensors: [NamedTensor] { parameters + buffers }

  /// Writes all parameters and buffers to a safetensors file, bit by bit and atomically.
  ///
  /// - Throws: ``SafetensorsError`` or ``TorchError``.
  public func write(to url: URL, metadata: [String: String] = [:]) throws {
    try SafetensorsWriter.write(
      tensors.map { try SafetensorsEntry(name: $0.path, tensor: $0.tensor) },
      metadata: metadata, to: url)
  }

  /// Puts back all parameters and buffers that ``write(to:metadata:)`` wrote, bit by bit.
  ///
  /// The tensors of the model are filled in place, so that layers and optimizers keep them. Nothing
  /// is changed unless everything fits.
  ///
  /// - Throws: ``SafetensorsError`` if the file cannot be read, ``ParameterError`` listing every path
  ///   that is missing, of another shape or type, or not in the model.
  public func restore(from url: URL) throws {
    try restore(from: SafetensorsFile(contentsOf: url))
  }

  /// Puts back all parameters and buffers from a checkpoint that spells every path as the model.
  ///
  /// - Throws: As ``restore(from:)-(URL)``.
  public func restore(from checkpoint: any TensorReading) throws {
    try checkpoint.fill(tensors)
  }
}

extension TensorReading {
  /// Copies tensors into existing ones of the same names, shapes and types, all or none.
  func fill(_ targets: [NamedTensor]) throws {
    var findings: [ParameterError.Finding] = []
    var unused = Set(tensorNames)
    var copies: [(target: Tensor, source: Tensor)] = []
    for target in targets {
      func note(_ problem: ParameterError.Problem) {
        findings.append(.init(path: target.path, source: location, problem: problem))
      }
      guard unused.remove(target.path) != nil else {
        note(.missing(keys: [target.path]))
        continue
      }
      let actual = shape(of: target.path) ?? []
      guard actual == target.tensor.shape else {
        note(.mismatched(key: target.path, expected: target.tensor.shape, actual: actual))
        continue
      }
      let source = try tensor(target.path)
      guard source.dtype == target.tensor.dtype else {
        note(
          .wrongType(
            key: target.path, expected: "\(target.tensor.dtype)", actual: "\(source.dtype)"))
        continue
      }
      copies.append((target.tensor, source))
    }
    findings += unused.sorted().map { .init(path: $0, source: location, problem: .unused) }
    if !findings.isEmpty { throw ParameterError(findings) }
    try withoutGradients { () throws(TorchError) in
      for (target, source) in copies { try target.copyInPlace(from: source) }
    }
  }
}
