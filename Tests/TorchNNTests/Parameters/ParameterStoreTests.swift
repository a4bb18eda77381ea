import AttuneTestSupport
import Foundation
import Safetensors
import Testing
import Torch
import TorchNN

@Suite struct ParameterStoreTests {
  private func table(_ shapes: [String: [Int]], _ location: String = "checkpoint") throws
    -> TensorTable
  {
    TensorTable(
      try shapes.sorted { $0.key < $1.key }.map {
        NamedTensor(path: $0.key, tensor: try Tensor.full($0.value, 3))
      }, location: location)
  }

  @Test func `Everything that does not fit is listed at once with full paths`() throws {
    let source = ParameterSource(
      prefix: "encoder",
      tensors: try table([
        "bert.a.weight": [2, 3], "bert.a.bias": [3], "cls.bias": [1], "bert.c": [1],
        "bert.position_ids": [1, 4],
      ]), keyMap: CheckpointKeyMap([.init("**", "bert.**")]), leftOver: ["cls.**"])
    let store = ParameterStore(sources: [source])
    _ = try Linear(3, 2, store.root["encoder"]["a"])
    _ = try Linear(3, 2, store.root["encoder"]["b"])
    _ = try Linear(3, 2, store.root["head"])
    let error = #expect(throws: ParameterError.self) { try store.verify() }
    #expect(error?.missing == ["encoder.b.weight", "encoder.b.bias"])
    #expect(error?.mismatched == ["encoder.a.bias"])
    #expect(error?.unused == ["bert.c", "bert.position_ids"])
    #expect(error?.findings.allSatisfy { $0.source == "checkpoint" } == true)
    let line = try #require(error).description
    #expect(!line.contains("\n"))
    for text in ["checkpoint", "encoder.b.weight", "[3], expected [2]", "bert.position_ids"] {
      #expect(line.contains(text))
    }
  }

  @Test func `Keys of any length and with line breaks are told in one short line`() throws {
    let long = String(repeating: "x", count: 100_000)
    let source = ParameterSource(tensors: try table(["a\nb": [1], long: [1]]))
    let error = #expect(throws: ParameterError.self) {
      try ParameterStore(sources: [source]).verify()
    }
    #expect(error?.unused == ["a\nb", long])
    let line = try #require(error).description
    #expect(!line.contains { $0.isNewline } && line.count < 1_000)
  }

  @Test func `A covered parameter is the checkpoint's, another one is initialised`() throws {
    let source = ParameterSource(
      prefix: "encoder", tensors: try table(["weight": [2, 3], "bias": [2]]))
    let store = ParameterStore(sources: [source])
    let encoder = try Linear(3, 2, store.root["encoder"])
    let head = try Linear(3, 2, store.root["head"])
    try store.verify()
    #expect(try encoder.weight.detach().floats() == Array(repeating: 3, count: 6))
    #expect(try head.weight.detach().floats().allSatisfy { abs($0) <= 1 / Float(3).squareRoot() })
  }

  @Test func `A part is left out of a checkpoint only where that is asked for`() throws {
    let checkpoint = try table(["encoder.weight": [1], "head.weight": [7], "head.bias": [7]])
    func build(_ source: ParameterSource) throws -> ParameterStore {
      let store = ParameterStore(sources: [source])
      _ = try store.root["encoder"].parameter("weight", [1], .zeros)
      _ = try store.root["head"].parameter("weight", [3], .zeros)
      return store
    }
    try build(ParameterSource(tensors: checkpoint, excluding: ["head"])).verify()
    let error = #expect(throws: ParameterError.self) {
      try build(ParameterSource(tensors: checkpoint)).verify()
    }
    #expect(error?.mismatched == ["head.weight"])
    #expect(error?.unused == ["head.bias"])
  }

  @Test func `Of two sources the one of the longer prefix counts`() throws {
    let store = ParameterStore(sources: [
      ParameterSource(tensors: try table(["other": [1]], "whole")),
      ParameterSource(prefix: "a", tensors: try table(["b": [1]], "part")),
    ])
    _ = try store.root["a"].parameter("b", [1], .zeros)
    _ = try store.root.parameter("other", [1], .zeros)
    try store.verify()
    #expect(try store.parameters.map { try $0.tensor.item() } == [3, 3])
  }

  @Test func `Two models made from one table do not share their parameters`() throws {
    let checkpoint = try table(["w": [1]])
    var tensors: [Tensor] = []
    for _ in 0..<2 {
      let store = ParameterStore(sources: [ParameterSource(tensors: checkpoint)])
      tensors.append(try store.root.parameter("w", [1], .zeros))
    }
    try tensors[0].fillInPlace(7)
    #expect(try tensors[1].item() == 3)
    #expect(try checkpoint.tensor("w").item() == 3)
  }

  @Test func `A path that is taken and a key that two paths read are errors`() throws {
    let store = ParameterStore()
    _ = try store.root["a"].parameter("weight", [1], .zeros)
    let taken = #expect(throws: ParameterError.self) {
      try store.root.parameter("a.weight", [1], .zeros)
    }
    #expect(
      taken?.findings == [.init(path: "a.weight", source: nil, problem: .duplicatePath)])

    let shared = ParameterStore(sources: [
      ParameterSource(
        tensors: try table(["w": [1]]),
        keyMap: CheckpointKeyMap([.init("a", "w"), .init("b", "w")])
      )
    ])
    for name in ["a", "b"] { _ = try shared.root.parameter(name, [1], .zeros) }
    let error = #expect(throws: ParameterError.self) { try shared.verify() }
    #expect(
      error?.findings
        == [.init(path: "b", source: "checkpoint", problem: .usedTwice(key: "w"))])
  }

  @Test func `Floating point checkpoints are converted, integers are not taken for weights`() throws
  {
    let half = TensorTable(
      [NamedTensor(path: "w", tensor: try Tensor.full([2], 1.5, dtype: .float16))], location: "half"
    )
    let store = ParameterStore(sources: [ParameterSource(tensors: half)])
    let weight = try store.root.parameter("w", [2], .zeros)
    #expect(weight.dtype == .float32)
    #expect(try weight.detach().floats() == [1.5, 1.5])

    let integers = TensorTable(
      [NamedTensor(path: "w", tensor: try Tensor([Int64(1), 2], shape: [2]))], location: "integers")
    let other = ParameterStore(sources: [ParameterSource(tensors: integers)])
    _ = try other.root.parameter("w", [2], .zeros)
    #expect(throws: ParameterError.self) { try other.verify() }
  }

  @Test func `Freezing goes by whole components, and counts leave the frozen out`() throws {
    let store = ParameterStore()
    for layer in [1, 10] { _ = try Linear(3, 2, store.root["layer"][layer]) }
    _ = try BatchNorm1d(4, store.root["norm"])
    #expect(store.numParameters == 24)
    #expect(store.numTrainable == 24)
    #expect(try store.freeze(prefix: "layer.1") == 2)
    #expect(store.numTrainable == 16)
    #expect(
      store.trainableParameters.map(\.path)
        == ["layer.10.weight", "layer.10.bias", "norm.weight", "norm.bias"])
    #expect(try store.freeze(prefix: "leyer") == 0)
    #expect(try store.freeze(prefix: "") == 6)
    #expect(store.numTrainable == 0)
  }

  @Test func `What is written comes back bit by bit, buffers and odd numbers included`() throws {
    try withTemporaryFolder { folder in
      let url = folder.appendingPathComponent("model.safetensors")
      func build(_ seed: UInt64) throws -> ParameterStore {
        let store = ParameterStore(seed: seed)
        _ = try Linear(3, 2, store.root["linear"])
        _ = try BatchNorm1d(4, store.root["norm"])
        return store
      }
      let store = try build(1)
      try store.parameters[0].tensor.copyInPlace(
        from: Tensor(
          [.nan, -.infinity, -0.0, .leastNonzeroMagnitude, 1, 2] as [Float], shape: [2, 3]))
      try store.write(to: url, metadata: ["note": "kept"])
      let other = try build(2)
      let held = other.parameters[0].tensor
      try other.restore(from: url)
      for (a, b) in zip(store.tensors, other.tensors) {
        #expect(a.path == b.path)
        #expect(try a.tensor.detach().bytes() == b.tensor.detach().bytes())
      }
      #expect(try held.detach().bytes() == store.parameters[0].tensor.detach().bytes())
      #expect(try SafetensorsFile(contentsOf: url).metadata == ["note": "kept"])
    }
  }

  @Test func `A checkpoint that does not fit changes nothing`() throws {
    let store = ParameterStore()
    _ = try Linear(3, 2, store.root)
    let before = try store.parameters.map { try $0.tensor.detach().bytes() }
    let error = #expect(throws: ParameterError.self) {
      try store.restore(from: table(["weight": [2, 3], "extra": [1]]))
    }
    #expect(error?.missing == ["bias"])
    #expect(error?.unused == ["extra"])
    #expect(try store.parameters.map { try $0.tensor.detach().bytes() } == before)
  }

  @Test func `Frozen parameters lie in the file's own memory, which nothing writes back`() throws {
    try withTemporaryFolder { folder in
      let url = folder.appendingPathComponent("model.safetensors")
      let original = ParameterStore(seed: 7)
      for name in ["a", "b"] { _ = try Linear(3, 2, original.root[name]) }
      try original.write(to: url)
      let before = try Data(contentsOf: url)
      func build() throws -> ParameterStore {
        let source = ParameterSource(tensors: try SafetensorsFile(contentsOf: url))
        let store = ParameterStore(sources: [source], frozen: ["a"])
        for name in ["a", "b"] { _ = try Linear(3, 2, store.root[name]) }
        try store.verify()
        return store
      }
      let store = try build()
      #expect(store.trainableParameters.map(\.path) == ["b.weight", "b.bias"])
      for (parameter, expected) in zip(store.parameters, original.parameters) {
        #expect(try parameter.tensor.detach().bytes() == expected.tensor.detach().bytes())
      }
      try withoutGradients {
        for parameter in store.parameters { try parameter.tensor.fillInPlace(5) }
      }
      #expect(try Data(contentsOf: url) == before)
      // Each mapping is its own: what was written there is seen nowhere else.
      let other = try build()
      #expect(
        try other.parameters[0].tensor.detach().bytes()
          == original.parameters[0].tensor.detach().bytes())
    }
  }

  @Test func `A path that a checkpoint covers and lacks costs no memory and no random numbers`()
    throws
  {
    let source = ParameterSource(prefix: "encoder", tensors: try table(["other": [1]]))
    let store = ParameterStore(sources: [source])
    // A petabyte: drawing it, or filling it, would not return.
    _ = try store.root["encoder"].parameter(
      "weight", [1 << 24, 1 << 24], .normal(standardDeviation: 1))
    let error = #expect(throws: ParameterError.self) { try store.verify() }
    #expect(error?.missing == ["encoder.weight"])
  }
}
