import Testing
import Torch

@Suite struct ErrorTests {
  @Test func anErrorNamesTheOperationAndTheShapesInOneLine() throws {
    let error = #expect(throws: TorchError.self) {
      try Tensor.ones([2, 3]).matmul(Tensor.ones([4, 5]))
    }
    #expect(error?.operation == "matmul")
    #expect(error?.shapes == [[2, 3], [4, 5]])
    #expect(error?.code == .invalidArgument)
    #expect(error?.description.hasPrefix("matmul: [2, 3] × [4, 5]: ") == true)
    #expect(error?.description.contains("\n") == false)
  }

  @Test func everyCodeThatTensorsCanCauseIsReachable() throws {
    let x = try Tensor.ones([2, 2])
    func code(_ body: () throws -> Tensor) -> TorchError.Code? {
      #expect(throws: TorchError.self) { _ = try body() }?.code
    }
    #expect(code { try x.reshape([3]) } == .invalidArgument)
    #expect(code { try x.select(dim: 0, index: 2) } == .indexOutOfRange)
    #expect(code { try x.softmax(dim: 5) } == .indexOutOfRange)
    #expect(code { try .zeros([1 << 45]) } == .outOfMemory)
    #expect(code { try x.ne(x).matmul(x.ne(x)) } == .notImplemented)
  }

  @Test func anIndexBeyondATableOrTheClassesIsOutOfRange() throws {
    let table = try Tensor.ones([3, 2])
    let index = try Tensor([3] as [Int64], shape: [1])
    #expect(throws: TorchError.self) { try table.embedding(index) }
    #expect(
      #expect(throws: TorchError.self) { try Tensor.ones([1, 3]).crossEntropy(index) }?.code
        == .indexOutOfRange)
  }

  @Test func aShapeThatDoesNotFitTheNumbersIsRefused() {
    #expect(throws: TorchError.self) { try Tensor([1, 2, 3] as [Float], shape: [2]) }
    #expect(throws: TorchError.self) { try Tensor([1, 2] as [Float], shape: [-1, -2]) }
    #expect(throws: TorchError.self) { try Tensor([] as [Float], shape: [1 << 40, 1 << 40]) }
  }

  @Test func aDeviceThatIsNotThereIsRefused() {
    let device = Device.cuda(Torch.numCUDADevices)
    let error = #expect(throws: TorchError.self) { try Tensor.ones([1]).to(device) }
    #expect(error?.code == .invalidArgument)
  }
}
