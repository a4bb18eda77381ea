import AttuneTestSupport
import Testing
import Torch
import TorchNN

@Suite struct InitializerTests {
  private func draw(
    _ initializer: Initializer, _ path: String = "w", _ shape: [Int] = [100, 100],
    seed: UInt64 = 42, after others: [String] = []
  ) throws -> [Float] {
    let store = ParameterStore(seed: seed)
    for other in others { _ = try store.root.parameter(other, [5], .normal(standardDeviation: 1)) }
    return try store.root.parameter(path, shape, initializer).detach().floats()
  }

  @Test(arguments: [
    Initializer.uniform(bound: 1), .normal(standardDeviation: 1),
    .truncatedNormal(standardDeviation: 1),
  ])
  func `The numbers of a parameter depend on seed and path only`(_ initializer: Initializer) throws
  {
    let first = try draw(initializer)
    #expect(try draw(initializer, after: ["a", "b"]) == first)
    #expect(try draw(initializer, "v") != first)
    #expect(try draw(initializer, seed: 43) != first)
  }

  @Test func `Making parameters draws nothing from the generator that dropout uses`() throws {
    // A test that runs at the same time may draw from it, so one quiet moment is enough.
    let isUntouched = try (0..<100).contains { _ in
      let before = try RandomState.save()
      _ = try draw(.truncatedNormal(standardDeviation: 1), "w", [10])
      return try RandomState.save() == before
    }
    #expect(isUntouched)
  }

  @Test func `Each distribution has the width it says`() throws {
    func deviation(_ values: [Float]) -> Double {
      let squares = values.map { Double($0) * Double($0) }
      return (squares.reduce(0, +) / Double(values.count)).squareRoot()
    }
    let uniform = try draw(.uniform(bound: 0.5))
    #expect(uniform.allSatisfy { abs($0) <= 0.5 })
    #expect(abs(deviation(uniform) - 0.5 / 3.0.squareRoot()) < 0.005)
    #expect(abs(deviation(try draw(.normal(standardDeviation: 0.02))) - 0.02) < 0.0005)
    let truncated = try draw(.truncatedNormal(standardDeviation: 0.02))
    #expect(truncated.allSatisfy { abs($0) <= 0.04 })
    // A normal distribution cut at two deviations has 0.8796 of its deviation left.
    #expect(abs(deviation(truncated) - 0.8796 * 0.02) < 0.0005)
    #expect(try draw(.constant(2.5)).allSatisfy { $0 == 2.5 })
    #expect(try draw(.values([1, 2]), "w", [2]) == [1, 2])
  }

  @Test func `Layers start as PyTorch's do`() throws {
    let store = ParameterStore()
    _ = try Linear(64, 32, store.root["linear"])
    _ = try Embedding(300, 8, store.root["embedding"])
    _ = try Conv1d(8, 16, .init(kernelSize: 4, groups: 2), store.root["conv"])
    _ = try LSTM(8, 16, store.root["lstm"])
    _ = try MultiHeadAttention(32, numHeads: 4, store.root["attention"])
    func greatest(_ path: String) throws -> Float {
      let tensor = try #require(store.parameters.first { $0.path == path }).tensor
      return try tensor.detach().floats().map(abs).max() ?? 0
    }
    let bounds: [(path: String, bound: Double)] = [
      ("linear.weight", 1.0 / 8), ("linear.bias", 1.0 / 8), ("conv.weight", 1.0 / 4),
      ("lstm.weight_ih_l0", 1.0 / 4), ("lstm.bias_hh_l0", 1.0 / 4),
      ("attention.in_proj_weight", (6.0 / 128).squareRoot()),
      ("attention.out_proj.weight", (1.0 / 32).squareRoot()),
    ]
    for (path, bound) in bounds {
      let value = Double(try greatest(path))
      #expect(value <= bound && value > 0.8 * bound, "\(path): \(value)")
    }
    #expect(try greatest("attention.in_proj_bias") == 0)
    #expect(try greatest("attention.out_proj.bias") == 0)
    #expect(try greatest("embedding.weight") > 2.5)
  }
}
