import Testing
import Torch

// Expected numbers: the functions of torch.nn.functional, PyTorch 2.13.
@Suite struct LayerTests {
  @Test func activationsAreThePublishedFunctions() throws {
    let x = try Tensor([-1.5, -0.5, 0, 0.5, 2] as [Float], shape: [5])
    try expectClose(
      x.gelu(), [-0.10021086037158966, -0.1542687714099884, 0, 0.3457312285900116, 1.9544997])
    try expectClose(
      x.gelu(approximateTanh: true), [-0.10042843, -0.154286, 0, 0.345714, 1.9545977])
    try expectClose(x.silu(), [-0.27363828, -0.18877034, 0, 0.31122968, 1.7615941])
    try expectClose(x.relu(), [0, 0, 0, 0.5, 2])
  }

  @Test func normalisationsSubtractAndDivide() throws {
    let weight = try Tensor([1, 2, 3] as [Float], shape: [3])
    let bias = try Tensor([0, 0, 1] as [Float], shape: [3])
    try expectClose(
      Tensor([1, 2, 4] as [Float], shape: [1, 3])
        .layerNorm([3], weight: weight, bias: bias, eps: 1e-5),
      [-1.0690414, -0.53452057, 5.0089054])
    try expectClose(
      Tensor.arange(8).to(.float32).reshape([1, 4, 2])
        .groupNorm(2, weight: nil, bias: nil, eps: 1e-5),
      [-1.3416355, -0.4472118, 0.4472118, 1.3416355, -1.3416355, -0.4472118, 0.4472118, 1.3416355])
  }

  @Test func batchNormalisationMovesItsRunningStatistics() throws {
    let mean = try Tensor.zeros([2])
    let variance = try Tensor.ones([2])
    let x = try Tensor([1, 2, 3, 6] as [Float], shape: [2, 2])
    func run(_ training: Bool) throws -> Tensor {
      try x.batchNorm(
        weight: nil, bias: nil, runningMean: mean, runningVariance: variance, training: training,
        momentum: 0.1, eps: 1e-5)
    }
    try expectClose(run(true), [-0.999995, -0.9999987, 0.999995, 0.9999987])
    try expectClose(mean, [0.2, 0.4])
    try expectClose(variance, [1.1, 1.7])
    _ = try run(false)
    try expectClose(mean, [0.2, 0.4])
  }

  @Test func convolutionsSlideOverTime() throws {
    let x = try Tensor.arange(8).to(.float32).reshape([1, 2, 4])
    try expectClose(
      x.conv1d(
        weight: (Tensor.arange(4).to(.float32) + 1).reshape([2, 1, 2]),
        bias: Tensor([0, 1] as [Float], shape: [2]), padding: 1, groups: 2),
      [0, 2, 5, 8, 3, 17, 33, 40, 47, 22])
    try expectClose(
      Tensor.arange(6).to(.float32).reshape([1, 1, 6])
        .conv1d(
          weight: Tensor([1, 10] as [Float], shape: [1, 1, 2]), bias: nil, stride: 2, dilation: 2),
      [20, 42])
  }

  @Test func convolutionsSlideOverPictures() throws {
    let result = try Tensor.arange(9).to(.float32).reshape([1, 1, 3, 3])
      .conv2d(
        weight: Tensor([1, 2, 3, 4] as [Float], shape: [1, 1, 2, 2]), bias: nil, stride: (1, 2),
        padding: (0, 1))
    #expect(result.shape == [1, 1, 2, 2])
    try expectClose(result, [12, 37, 30, 67])
  }

  @Test(
    arguments: [
      (0.0, false, 0.5058683156967163), (0, true, 0.5386223793029785),
      (0.1, false, 0.5892016291618347), (0.1, true, 0.724561870098114),
    ] as [(Double, Bool, Float)])
  func crossEntropyKnowsWeightsAndSmoothing(
    labelSmoothing: Double, isWeighted: Bool, expected: Float
  ) throws {
    let logits = try Tensor([1, 2, 3, 0.5, -1, 0] as [Float], shape: [2, 3])
    let targets = try Tensor([2, 0] as [Int64], shape: [2])
    let weights = try Tensor([1, 2, 0.5] as [Float], shape: [3])
    let loss = try logits.crossEntropy(
      targets, classWeights: isWeighted ? weights : nil, labelSmoothing: labelSmoothing)
    try expectClose(loss, [expected])
  }

  @Test func anEmbeddingOfAnEmptyListIsEmpty() throws {
    let indices = try Tensor([] as [Int64], shape: [0])
    #expect(try Tensor.ones([3, 2]).embedding(indices).shape == [0, 2])
  }
}
