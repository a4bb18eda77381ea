import AttuneTestSupport
import Testing
import Torch
import TorchNN

@Suite struct AveragedWeightsTests {
  /// A store of one parameter and two buffers.
  private func store(_ values: [Float]) throws -> ParameterStore {
    let store = ParameterStore()
    _ = try store.root.parameter("weight", [values.count], .values(values))
    _ = try store.root.buffer("running_mean", [1], .zeros)
    _ = try store.root.buffer("count", [], dtype: .int64, .zeros)
    return store
  }

  private func rows(_ fixture: Fixture, _ key: String) throws -> [Tensor] {
    let tensor = try fixture.tensor(key)
    return try (0..<tensor.dim(0)).map { try tensor.select(dim: 0, index: $0) }
  }

  @Test(arguments: ["exponential", "equal"])
  func `Averages over eight steps are those of the formula and of PyTorch's AveragedModel`(
    _ kind: String
  ) throws {
    let fixture = try Fixture("averaged_weights")
    let weights = try rows(fixture, "inputs/weights")
    let store = try store(weights[0].floats())
    let average = try AveragedWeights(of: store)
    for (weight, expected) in zip(weights.dropFirst(), try rows(fixture, "outputs/\(kind)")) {
      try store.parameters[0].tensor.copyInPlace(from: weight)
      let updates = average.updates
      try average.update(
        share: kind == "equal"
          ? AveragedWeights.equalShare(updates: updates)
          : AveragedWeights.exponentialShare(decay: 0.6, updates: updates))
      expectAllClose(try average.tensors[0].tensor.floats(), try expected.floats())
    }
  }

  // After T updates: Π d · w0 + Σ (1 − d_i) Π_{j>i} d_j · w_i.
  @Test func `The exponential average equals its closed form`() throws {
    let store = try store([3])
    let average = try AveragedWeights(of: store)
    let decays = (0..<20).map { min(0.9, Double(1 + $0) / Double(10 + $0)) }
    var expected = decays.reduce(3, *)
    for step in 0..<20 {
      let value = Double(step * step % 7) - 2
      try store.parameters[0].tensor.copyInPlace(from: Tensor([Float(value)], shape: [1]))
      try average.update(
        share: AveragedWeights.exponentialShare(decay: 0.9, updates: average.updates))
      expected += (1 - decays[step]) * decays[(step + 1)...].reduce(1, *) * value
    }
    expectAllClose(try average.tensors[0].tensor.floats(), [Float(expected)])
  }

  @Test func `The model has the average only inside, whatever happens there`() throws {
    struct Stop: Error {}
    let store = try store([1, 2])
    let average = try AveragedWeights(of: store)
    let (weight, mean) = (store.parameters[0].tensor, store.buffers[0].tensor)
    try weight.copyInPlace(from: Tensor([5, 6] as [Float], shape: [2]))
    let inside = try average.withAverage {
      try mean.fillInPlace(9)
      return try weight.detach().floats()
    }
    #expect(inside == [1, 2])
    #expect(throws: Stop.self) { try average.withAverage { throw Stop() } }
    #expect(try weight.detach().floats() == [5, 6])
    #expect(try mean.floats() == [0])
    #expect(try average.tensors.map { try $0.tensor.floats() } == [[1, 2], [0]])
  }

  @Test func `An average is restored whole or not at all`() throws {
    let (first, second) = (try store([1, 2]), try store([8, 8]))
    let saved = try AveragedWeights(of: first)
    try saved.update(share: 0.5)
    let other = try AveragedWeights(of: second)
    #expect(throws: ParameterError.self) {
      try other.restore(
        from: TensorTable([saved.tensors[0]], location: "half"), updates: saved.updates)
    }
    #expect(try other.tensors[0].tensor.floats() == [8, 8] && other.updates == 0)
    try other.restore(from: TensorTable(saved.tensors, location: "all"), updates: saved.updates)
    #expect(try other.tensors[0].tensor.floats() == [1, 2] && other.updates == 1)
  }
}
