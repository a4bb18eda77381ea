import AttuneTestSupport
import Foundation
import Safetensors
import Testing
import Torch
import TorchNN

/// One case that PyTorch computed; see `Scripts/fixtures/torchnn.py`.
struct Fixture {
  static let folder = Bundle.module.url(forResource: "Fixtures", withExtension: nil)

  let name: String
  let file: SafetensorsFile

  init(_ name: String) throws {
    self.name = name
    let folder = try #require(Self.folder)
    file = try SafetensorsFile(
      contentsOf: folder.appendingPathComponent("\(name).safetensors"))
  }

  func tensor(_ key: String) throws -> Tensor { try file.tensor(key) }

  /// An input that collects gradients, as every floating point input of the script does.
  func input(_ name: String = "x") throws -> Tensor {
    let tensor = try tensor("inputs/\(name)")
    if tensor.dtype.isFloatingPoint { try tensor.requiresGrad(true) }
    return tensor
  }

  /// A store whose parameters and buffers are those of the case.
  func store(dtype: DType = .float32) throws -> ParameterStore {
    var tensors: [NamedTensor] = []
    for kind in ["parameters/", "buffers/"] {
      let part = try TensorTable(file, selecting: kind)
      tensors += try part.tensorNames.map { NamedTensor(path: $0, tensor: try part.tensor($0)) }
    }
    return ParameterStore(
      dtype: dtype, sources: [ParameterSource(tensors: TensorTable(tensors, location: name))])
  }

  /// Compares a tensor with one of the case.
  func expect(
    _ actual: Tensor?, _ key: String, _ tolerance: Tolerance = .float32,
    fileID: String = #fileID, filePath: String = #filePath, line: Int = #line, column: Int = #column
  ) throws {
    let expected = try tensor(key)
    guard let actual else {
      let location = SourceLocation(fileID: fileID, filePath: filePath, line: line, column: column)
      Issue.record("\(name): no \(key)", sourceLocation: location)
      return
    }
    expectAllClose(
      try actual.detach().to(.float32).floats(), try expected.to(.float32).floats(),
      shapes: (actual.shape, expected.shape), tolerance, "\(name) \(key)",
      fileID: fileID, filePath: filePath, line: line, column: column)
  }

  /// Compares an output and all gradients that it sends back to inputs and parameters.
  func expect(
    _ output: Tensor, inputs: [String: Tensor], store: ParameterStore,
    _ tolerance: Tolerance = .float32,
    fileID: String = #fileID, filePath: String = #filePath, line: Int = #line, column: Int = #column
  ) throws {
    try store.verify()
    func check(_ actual: Tensor?, _ key: String) throws {
      try expect(
        actual, key, tolerance, fileID: fileID, filePath: filePath, line: line, column: column)
    }
    try check(output, "outputs/output")
    try (output * tensor("inputs/cotangent")).sum().backward()
    for key in file.names {
      if let name = key.without("gradients/inputs/") { try check(inputs[name]?.grad, key) }
      if let path = key.without("gradients/parameters/") {
        try check(store.parameters.first { $0.path == path }?.tensor.grad, key)
      }
    }
  }
}

extension String {
  /// What follows `prefix`, or `nil` where the text does not begin with it.
  func without(_ prefix: String) -> String? {
    hasPrefix(prefix) ? String(dropFirst(prefix.count)) : nil
  }
}
