import AttuneTestSupport
import Testing
import Torch
import TorchNN

/// Outputs and gradients, of inputs and parameters, are PyTorch's.
@Suite struct LayerParityTests {
  @Test(arguments: [("linear", true), ("linear_without_bias", false)])
  func `Linear computes what PyTorch does`(_ name: String, _ bias: Bool) throws {
    let fixture = try Fixture(name)
    let store = try fixture.store()
    let x = try fixture.input()
    let layer = try Linear(5, 3, bias: bias, store.root)
    try fixture.expect(layer(x), inputs: ["x": x], store: store)
  }

  @Test func `Linear in bfloat16 computes what PyTorch does`() throws {
    let fixture = try Fixture("linear_bfloat16")
    let store = try fixture.store(dtype: .bfloat16)
    let x = try fixture.input()
    let layer = try Linear(16, 8, store.root)
    try fixture.expect(layer(x), inputs: ["x": x], store: store, .bfloat16)
  }

  @Test(arguments: [("embedding", nil), ("embedding_with_padding", 0)])
  func `Embedding computes what PyTorch does`(_ name: String, _ padding: Int?) throws {
    let fixture = try Fixture(name)
    let store = try fixture.store()
    let layer = try Embedding(7, 4, paddingIndex: padding, store.root)
    try fixture.expect(layer(fixture.input("ids")), inputs: [:], store: store)
  }

  @Test func `LayerNorm computes what PyTorch does`() throws {
    let fixture = try Fixture("layer_norm")
    let store = try fixture.store()
    let x = try fixture.input()
    let layer = try LayerNorm(6, eps: 1e-12, store.root)
    try fixture.expect(layer(x), inputs: ["x": x], store: store, .float32Deep)
  }

  @Test func `GroupNorm computes what PyTorch does`() throws {
    let fixture = try Fixture("group_norm")
    let store = try fixture.store()
    let x = try fixture.input()
    let layer = try GroupNorm(numGroups: 3, numChannels: 6, store.root)
    try fixture.expect(layer(x), inputs: ["x": x], store: store)
  }

  @Test(arguments: [
    ("batch_norm_training", Mode.training), ("batch_norm_evaluation", .evaluation),
    ("batch_norm_single_row", .training), ("batch_norm_single_row", .evaluation),
  ])
  func `BatchNorm1d and its running statistics are PyTorch's, and one row uses the running ones`(
    _ name: String, _ mode: Mode
  ) throws {
    let fixture = try Fixture(name)
    let store = try fixture.store()
    let x = try fixture.input()
    let layer = try BatchNorm1d(5, store.root)
    try fixture.expect(layer(x, mode: mode), inputs: ["x": x], store: store)
    for buffer in store.buffers { try fixture.expect(buffer.tensor, "outputs/\(buffer.path)") }
  }

  @Test(arguments: [
    ("conv1d", 4, 6, Conv1d.Geometry(kernelSize: 3, stride: 2, padding: 1, dilation: 2, groups: 2)),
    ("conv1d_without_bias", 1, 4, Conv1d.Geometry(kernelSize: 10, stride: 5)),
    ("conv1d_weight_norm", 6, 6, Conv1d.Geometry(kernelSize: 4, padding: 2, groups: 3)),
  ])
  func `Conv1d computes what PyTorch does`(
    _ name: String, _ inputChannels: Int, _ outputChannels: Int, _ geometry: Conv1d.Geometry
  ) throws {
    let fixture = try Fixture(name)
    let store = try fixture.store()
    let x = try fixture.input()
    let layer = try Conv1d(
      inputChannels, outputChannels, geometry, bias: name != "conv1d_without_bias",
      normalization: name == "conv1d_weight_norm" ? .weightNorm : .none, store.root)
    try fixture.expect(layer(x), inputs: ["x": x], store: store)
  }

  @Test func `A weight-normalised kernel in the older spelling is the same kernel`() throws {
    let fixture = try Fixture("conv1d_weight_norm")
    let names = [
      "parametrizations.weight.original0": "weight_g",
      "parametrizations.weight.original1": "weight_v", "bias": "bias",
    ]
    let legacy = TensorTable(
      try names.map { NamedTensor(path: $1, tensor: try fixture.tensor("parameters/\($0)")) },
      location: "legacy")
    let store = ParameterStore(
      sources: [ParameterSource(tensors: legacy, keyMap: .legacyWeightNorm)])
    let x = try fixture.input()
    let layer = try Conv1d(
      6, 6, .init(kernelSize: 4, padding: 2, groups: 3), normalization: .weightNorm, store.root)
    try fixture.expect(layer(x), inputs: ["x": x], store: store)
  }

  @Test func `Conv2d computes what PyTorch does`() throws {
    let fixture = try Fixture("conv2d")
    let store = try fixture.store()
    let x = try fixture.input()
    let layer = try Conv2d(
      3, 4, kernelSize: (3, 2), stride: (2, 1), padding: (1, 0), store.root)
    try fixture.expect(layer(x), inputs: ["x": x], store: store)
  }

  @Test(arguments: [("lstm_bidirectional", 2, true), ("lstm_forward", 1, false)])
  func `LSTM computes what PyTorch does on packed rows`(
    _ name: String, _ numLayers: Int, _ bidirectional: Bool
  ) throws {
    let fixture = try Fixture(name)
    let store = try fixture.store()
    let x = try fixture.input()
    let lengths = try fixture.tensor("inputs/lengths").int64s().map(Int.init)
    let layer = try LSTM(4, 3, numLayers: numLayers, bidirectional: bidirectional, store.root)
    #expect(layer.outputSize == (bidirectional ? 6 : 3))
    try fixture.expect(
      layer(x, lengths: lengths, mode: .training), inputs: ["x": x], store: store)
  }

  @Test func `StatisticsPooling gives each row the statistics of its real steps`() throws {
    let fixture = try Fixture("statistics_pooling")
    let x = try fixture.input()
    let lengths = try fixture.tensor("inputs/lengths").int64s()
    let mask: [Float] = lengths.flatMap { length in (0..<7).map { $0 < length ? 1 : 0 } }
    let layer = StatisticsPooling(StatisticsPooling.Statistic.allCases)
    try fixture.expect(
      layer(x, mask: Tensor(mask, shape: [3, 1, 7])), inputs: ["x": x], store: fixture.store())
  }

  @Test(arguments: ["attention", "attention_masked"])
  func `MultiHeadAttention computes what PyTorch does`(_ name: String) throws {
    let fixture = try Fixture(name)
    let store = try fixture.store()
    let query = try fixture.input("query")
    let mask =
      name == "attention_masked" ? try fixture.tensor("inputs/attentionMask") : nil
    let layer = try MultiHeadAttention(8, numHeads: 2, store.root)
    try fixture.expect(
      layer(query, attentionMask: mask, mode: .training), inputs: ["query": query], store: store)
  }

  @Test func `MultiHeadAttention to another sequence computes what PyTorch does`() throws {
    let fixture = try Fixture("attention_cross")
    let store = try fixture.store()
    let query = try fixture.input("query")
    let key = try fixture.input("key")
    let value = try fixture.input("value")
    let layer = try MultiHeadAttention(8, numHeads: 2, store.root)
    let output = try layer(
      query: query, key: key, value: value,
      attentionMask: fixture.tensor("inputs/attentionMask"), mode: .training)
    try fixture.expect(
      output, inputs: ["query": query, "key": key, "value": value], store: store)
  }

  @Test(arguments: Activation.allCases)
  func `Every activation and its slope are PyTorch's`(_ activation: Activation) throws {
    let fixture = try Fixture("activations")
    let x = try fixture.input()
    let output = try activation(x)
    try fixture.expect(output, "outputs/\(activation.rawValue)")
    try output.sum().backward()
    try fixture.expect(x.grad, "gradients/\(activation.rawValue)")
  }
}
