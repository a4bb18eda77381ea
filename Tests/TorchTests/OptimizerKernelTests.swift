import Testing
import Torch

@Suite struct OptimizerKernelTests {
  // p = torch.tensor([1., -2., 3.]); torch.optim.AdamW([p], lr=0.1, weight_decay=0.01)
  // loss = (p * p * torch.tensor([1., 2., 3.])).sum()
  @Test func threeStepsAreThoseOfPyTorchsAdamW() throws {
    let parameter = try Tensor([1, -2, 3] as [Float], shape: [3]).requiresGrad(true)
    let frozen = try Tensor.ones([2])
    let means = try [Tensor.zeros([3]), .zeros([2])]
    let squares = try [Tensor.zeros([3]), .zeros([2])]
    let scale = try Tensor([1, 2, 3] as [Float], shape: [3])
    let expected: [[Float]] = [
      [0.89900005, -1.898, 2.897], [0.7985191, -1.7962726, 2.7942092],
      [0.69891125, -1.6949446, 2.6917036],
    ]
    for (index, numbers) in expected.enumerated() {
      try parameter.setGrad(nil)
      try (parameter * parameter * scale).sum().backward()
      try OptimizerKernels.adamW(
        parameters: [parameter, frozen], firstMoments: means, secondMoments: squares,
        learningRate: 0.1, betas: (0.9, 0.999), eps: 1e-8, weightDecay: 0.01, step: index + 1)
      try expectClose(parameter, numbers)
    }
    #expect(try frozen.floats() == [1, 1])
    #expect(parameter.requiresGrad)
  }

  @Test func aGradientThatIsAViewCountsInItsOwnOrder() throws {
    let parameter = try wave([3, 4]).requiresGrad(true)
    let twin = try wave([3, 4]).requiresGrad(true)
    try parameter.setGrad(wave([4, 3]).transpose(0, 1))
    try twin.setGrad(wave([4, 3]).transpose(0, 1).contiguous())
    for tensor in [parameter, twin] {
      try OptimizerKernels.adamW(
        parameters: [tensor], firstMoments: [.zeros([3, 4])], secondMoments: [.zeros([3, 4])],
        learningRate: 0.1, betas: (0.9, 0.999), eps: 1e-8, weightDecay: 0, step: 1)
    }
    #expect(try parameter.floats() == twin.floats())
  }

  @Test func momentsThatDoNotFitAreRefused() throws {
    let parameter = try wave([3]).requiresGrad(true)
    try parameter.setGrad(Tensor.ones([3]))
    let before = try parameter.floats()
    for moment in [try Tensor.zeros([2]), try Tensor.zeros([3], dtype: .float64)] {
      let error = #expect(throws: TorchError.self) {
        try OptimizerKernels.adamW(
          parameters: [parameter], firstMoments: [moment], secondMoments: [.zeros([3])],
          learningRate: 0.1, betas: (0.9, 0.999), eps: 1e-8, weightDecay: 0, step: 1)
      }
      #expect(error?.code == .invalidArgument)
    }
    #expect(try parameter.floats() == before)
  }

  @Test func theNormIsOverAllGradientsAsOneVector() throws {
    let a = try Tensor.ones([2]).requiresGrad(true)
    let b = try Tensor.ones([1]).requiresGrad(true)
    let none = try Tensor.ones([3])
    #expect(try OptimizerKernels.gradientNorm([a, b, none]) == 0)
    try a.setGrad(Tensor([2, 3] as [Float], shape: [2]))
    try b.setGrad(Tensor([6] as [Float], shape: [1]))
    #expect(try OptimizerKernels.gradientNorm([a, b, none]) == 7)
    try OptimizerKernels.scaleGradients([a, b, none], by: 0.5)
    #expect(try a.grad?.floats() == [1, 1.5])
    #expect(try OptimizerKernels.gradientNorm([a, b, none]) == 3.5)
  }
}
