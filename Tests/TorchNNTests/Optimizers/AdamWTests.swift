import AttuneTestSupport
import Foundation
import Safetensors
import Testing
import Torch
import TorchNN

@Suite struct AdamWTests {
  private let fixture: Fixture
  private let factors: [Double]

  init() throws {
    fixture = try Fixture("adamw")
    factors = try fixture.tensor("inputs/factors").floats().map(Double.init)
  }

  /// The parameters of the case at their start, and an optimizer for them.
  private func start() throws -> (parameters: [NamedTensor], optimizer: AdamW) {
    var parameters: [NamedTensor] = []
    for name in ["a.weight", "a.bias", "b.weight"] {
      let tensor = try fixture.tensor("parameters/\(name)")
      try tensor.requiresGrad(true)
      parameters.append(NamedTensor(path: name, tensor: tensor))
    }
    let optimizer = AdamW(
      groups: [
        ParameterGroup([parameters[0]], learningRate: 0.1, weightDecay: 0.01),
        ParameterGroup([parameters[1], parameters[2]], learningRate: 0.02, weightDecay: 0),
      ], betas: (0.9, 0.98), eps: 1e-6)
    return (parameters, optimizer)
  }

  private func step(_ index: Int, _ parameters: [NamedTensor], _ optimizer: AdamW) throws {
    try optimizer.zeroGradients()
    for parameter in parameters {
      let key = "inputs/step\(index)/\(parameter.path)"
      if fixture.file.info(key) != nil {
        try parameter.tensor.setGrad(fixture.tensor(key))
      }
    }
    try optimizer.step(learningRateFactor: factors[index])
  }

  @Test func `Three steps of two groups, one parameter without gradient at times, are PyTorch's`()
    throws
  {
    let (parameters, optimizer) = try start()
    for index in factors.indices {
      try step(index, parameters, optimizer)
      for parameter in parameters {
        try fixture.expect(parameter.tensor, "outputs/step\(index)/\(parameter.path)")
      }
    }
    let state = try optimizer.state()
    #expect(state.count == 9)
    for tensor in state {
      let dot = try #require(tensor.path.lastIndex(of: "."))
      try fixture.expect(
        tensor.tensor,
        "outputs/state/\(tensor.path[..<dot])/\(tensor.path[tensor.path.index(after: dot)...])")
    }
  }

  @Test func `Training that stops, is saved and goes on equals training that does not stop`() throws
  {
    let (whole, optimizer) = try start()
    for index in factors.indices { try step(index, whole, optimizer) }

    let (first, firstOptimizer) = try start()
    for index in 0..<2 { try step(index, first, firstOptimizer) }
    try withTemporaryFolder { folder in
      let url = folder.appendingPathComponent("optimizer.safetensors")
      let saved =
        try firstOptimizer.state()
        + first.map { NamedTensor(path: "model.\($0.path)", tensor: $0.tensor) }
      try SafetensorsWriter.write(
        saved.map { try SafetensorsEntry(name: $0.path, tensor: $0.tensor) }, to: url)

      let file = try SafetensorsFile(contentsOf: url)
      let (second, secondOptimizer) = try start()
      for parameter in second {
        try parameter.tensor.copyInPlace(from: file.tensor("model.\(parameter.path)"))
      }
      let names = file.names.filter { !$0.hasPrefix("model.") }
      try secondOptimizer.restore(
        from: TensorTable(
          names.map { NamedTensor(path: $0, tensor: try file.tensor($0)) }, location: url.path))
      try step(2, second, secondOptimizer)
      for (a, b) in zip(whole, second) {
        #expect(try a.tensor.detach().bytes() == b.tensor.detach().bytes())
      }
    }
  }

  @Test func `A state of other parameters is refused and changes nothing`() throws {
    let (parameters, optimizer) = try start()
    try step(0, parameters, optimizer)
    let before = try optimizer.state()
    var foreign = before
    foreign[0] = NamedTensor(path: "c.weight.exp_avg", tensor: foreign[0].tensor)
    foreign[3] = NamedTensor(path: foreign[3].path, tensor: try Tensor.zeros([9]))
    let error = #expect(throws: ParameterError.self) {
      try optimizer.restore(from: TensorTable(foreign, location: "elsewhere"))
    }
    #expect(error?.missing == ["a.weight.exp_avg"])
    #expect(error?.mismatched == ["a.bias.exp_avg"])
    #expect(error?.unused == ["c.weight.exp_avg"])
    for (a, b) in zip(before, try optimizer.state()) {
      #expect(a.path == b.path)
      #expect(try a.tensor.bytes() == b.tensor.bytes())
    }
  }

  @Test(arguments: [1.0, 100])
  func `Clipping by norm is PyTorch's, and gradients within the maximum stay`(_ maximum: Double)
    throws
  {
    let fixture = try Fixture("clip_gradient_norm")
    var parameters: [NamedTensor] = []
    for index in 0..<2 {
      let gradient = try fixture.tensor("inputs/\(index)")
      let tensor = try Tensor.zeros(gradient.shape)
      try tensor.requiresGrad(true)
      try tensor.setGrad(gradient)
      parameters.append(NamedTensor(path: "\(index)", tensor: tensor))
    }
    parameters.append(NamedTensor(path: "without", tensor: try Tensor.zeros([1])))
    let norm = try clipGradientNorm(parameters, maximum: maximum)
    let name = "outputs/\(Int(maximum))"
    expectAllClose([Float(norm)], try fixture.tensor("\(name)/norm").floats())
    for index in 0..<2 {
      try fixture.expect(parameters[index].tensor.grad, "\(name)/\(index)")
    }
  }

  @Test func `Gradients that are not finite are reported and left alone`() throws {
    let tensor = try Tensor.zeros([2])
    try tensor.requiresGrad(true)
    try tensor.setGrad(Tensor([Float.infinity, 3], shape: [2]))
    let norm = try clipGradientNorm([NamedTensor(path: "x", tensor: tensor)], maximum: 1)
    #expect(!norm.isFinite)
    #expect(try tensor.grad?.floats() == [.infinity, 3])
    #expect(try clipGradientNorm([], maximum: 1) == 0)
  }
}
