import AttuneTestSupport
import Testing
import Torch
import TorchNN

@Suite struct PretrainedWeightsTests {
  /// A store of an encoder, a frozen part of it, a head and a buffer.
  private func store(_ values: [Float]) throws -> ParameterStore {
    let store = ParameterStore(frozen: ["encoder.low"])
    for path in ["low", "high"] {
      _ = try store.root["encoder"].parameter(path, [values.count], .values(values))
    }
    _ = try store.root.parameter("head", [1], .values([7]))
    _ = try store.root.buffer("running_mean", [1], .zeros)
    return store
  }

  private func set(_ store: ParameterStore, _ path: String, _ values: [Float]) throws {
    for parameter in store.parameters where parameter.path == path {
      try parameter.tensor.copyInPlace(from: Tensor(values, shape: [values.count]))
    }
  }

  private func values(_ store: ParameterStore) throws -> [[Float]] {
    try store.tensors.map { try $0.tensor.detach().floats() }
  }

  @Test func `Trained encoders take their share of the pretrained weights, and nothing else does`()
    throws
  {
    struct Stop: Error {}
    let store = try store([1, 2])
    let pretrained = try PretrainedWeights(of: store, below: ["encoder"])
    #expect(pretrained.tensors.map(\.path) == ["encoder.high"])
    try set(store, "encoder.high", [5, -6])
    try set(store, "head", [9])
    let trained = try values(store)
    let inside = try pretrained.withShare(0.25) {
      try store.buffers[0].tensor.fillInPlace(3)
      return try values(store)
    }
    #expect(inside == [[1, 2], [4, -4], [9], [3]])
    #expect(throws: Stop.self) { try pretrained.withShare(0.25) { throw Stop() } }
    #expect(try values(store) == trained)
    #expect(try pretrained.withShare(0) { try values(store) } == trained)
  }

  @Test func `What training began with is restored whole or not at all`() throws {
    let (first, second) = (try store([1, 2]), try store([8, 8, 8]))
    let saved = try PretrainedWeights(of: first, below: ["encoder"])
    let other = try PretrainedWeights(of: try store([3, 4]), below: ["encoder"])
    let foreign = try PretrainedWeights(of: second, below: ["encoder"])
    #expect(throws: ParameterError.self) {
      try other.restore(from: TensorTable(foreign.tensors, location: "foreign"))
    }
    #expect(try other.tensors[0].tensor.floats() == [3, 4])
    try other.restore(from: TensorTable(saved.tensors, location: "saved"))
    #expect(try other.tensors[0].tensor.floats() == [1, 2])
  }
}
