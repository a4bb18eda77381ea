import AttuneTestSupport
import Foundation
import Safetensors
import Testing
import Torch
import TorchNN

/// One case that PyTorch computed: parameters, inputs, outputs and gradients in a file.
///
/// The keys are `inputs/…`, `parameters/…`, `buffers/…`, `outputs/…` and `gradients/parameters/…`;
/// the scripts in `Scripts/fixtures` write them.
public struct ReferenceCase {
  /// The file's name without its extension.
  public let name: String
  private let file: SafetensorsFile

  /// Opens a case of a test target's `Fixtures`.
  public init(_ name: String, in bundle: Bundle) throws {
    self.name = name
    let folder = try #require(bundle.url(forResource: "Fixtures", withExtension: nil))
    file = try SafetensorsFile(
      contentsOf: folder.appendingPathComponent("\(name).safetensors"))
  }

  /// A tensor of the case by its full key.
  public func tensor(_ key: String) throws -> Tensor { try file.tensor(key) }

  /// An input by its name.
  public func input(_ name: String) throws -> Tensor { try tensor("inputs/\(name)") }

  /// Whole numbers among the inputs.
  public func integers(_ name: String) throws -> [Int] { try input(name).int64s().map { Int($0) } }

  /// Truth values among the inputs.
  public func bools(_ name: String) throws -> [Bool] { try input(name).bools() }

  /// Parameters and buffers by the names that the case gives them.
  public func parameters() throws -> [NamedTensor] {
    try ["parameters/", "buffers/"].flatMap { kind in
      let part = try TensorTable(file, selecting: kind)
      return try part.tensorNames.map { NamedTensor(path: $0, tensor: try part.tensor($0)) }
    }
  }

  /// The case's parameters as a checkpoint for a part of a model.
  public func source(
    prefix: String = "", keyMap: CheckpointKeyMap = .identity, leftOver: [String] = []
  ) throws -> ParameterSource {
    ParameterSource(
      prefix: prefix, tensors: TensorTable(try parameters(), location: name), keyMap: keyMap,
      leftOver: leftOver)
  }

  /// Compares a tensor with one of the case.
  public func expect(
    _ actual: Tensor?, _ key: String, _ tolerance: Tolerance = .float32Deep,
    location: SourceLocation = #_sourceLocation
  ) throws {
    let expected = try tensor(key)
    guard let actual else {
      Issue.record("\(name): no \(key)", sourceLocation: location)
      return
    }
    expectAllClose(
      try actual.detach().floats(), try expected.floats(),
      shapes: (actual.shape, expected.shape), tolerance, "\(name) \(key)",
      fileID: location.fileID, filePath: location.filePath, line: location.line,
      column: location.column)
  }

  /// Compares an output, and the gradients that the case's cotangent sends to the parameters.
  public func expect(
    output: Tensor, store: ParameterStore, _ tolerance: Tolerance = .float32Deep,
    gradients gradientTolerance: Tolerance = .float32Gradient,
    location: SourceLocation = #_sourceLocation
  ) throws {
    try store.verify()
    try expect(output, "outputs/output", tolerance, location: location)
    try (output * tensor("inputs/cotangent")).sum().backward()
    let prefix = "gradients/parameters/"
    var numCompared = 0
    for key in file.names where key.hasPrefix(prefix) {
      let path = key.dropFirst(prefix.count)
      let parameter = store.parameters.first { $0.path == path }
      try expect(parameter?.tensor.grad, key, gradientTolerance, location: location)
      numCompared += 1
    }
    #expect(numCompared > 0, sourceLocation: location)
  }
}

extension Tolerance {
  /// A gradient that is a sum over all positions of a batch, in float32.
  public static let float32Gradient = Tolerance(relative: 2e-4, absolute: 1e-4)
}
