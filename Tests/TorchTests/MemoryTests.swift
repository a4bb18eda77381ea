import Testing
import Torch

// One after another: the count of live tensors is the process's.
@Suite(.serialized) struct MemoryTests {
  private final class Owner {
    let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: 16, alignment: 16)
    let onRelease: () -> Void

    init(onRelease: @escaping () -> Void) {
      self.onRelease = onRelease
      memory.storeBytes(of: 1.5, as: Float.self)
      memory.storeBytes(of: -2, toByteOffset: 4, as: Float.self)
    }

    deinit {
      memory.deallocate()
      onRelease()
    }
  }

  @Test func borrowedMemoryLivesAsLongAsAViewOfIt() throws {
    var isReleased = false
    var view: Tensor?
    do {
      let owner = Owner { isReleased = true }
      let bytes = UnsafeRawBufferPointer(rebasing: owner.memory[..<8])
      view = try Tensor(borrowing: bytes, owner: owner, shape: [2], dtype: .float32)
        .narrow(dim: 0, start: 1, length: 1)
    }
    #expect(!isReleased)
    #expect(try view?.floats() == [-2])
    view = nil
    #expect(isReleased)
  }

  @Test func memoryThatDoesNotFitIsRefusedAndLetGo() {
    var releases = 0
    for (range, shape) in [(0..<8, [3]), (1..<9, [2]), (0..<8, [-1, -2])] {
      let owner = Owner { releases += 1 }
      let bytes = UnsafeRawBufferPointer(rebasing: owner.memory[range])
      let error = #expect(throws: TorchError.self) {
        try Tensor(borrowing: bytes, owner: owner, shape: shape, dtype: .float32)
      }
      #expect(error?.code == .invalidArgument)
    }
    #expect(releases == 3)
  }

  @Test func nothingCanBeBorrowed() throws {
    let owner = Owner {}
    let empty = UnsafeRawBufferPointer(start: nil, count: 0)
    let tensor = try Tensor(borrowing: empty, owner: owner, shape: [0, 4], dtype: .int64)
    #expect(tensor.shape == [0, 4])
    #expect(try tensor.int64s().isEmpty)
  }

  @Test(arguments: DType.allCases)
  func bytesGoInAndOutUnchanged(dtype: DType) throws {
    let bytes = (0..<(4 * dtype.byteCount)).map { UInt8($0 % 2) }
    let tensor = try bytes.withUnsafeBytes { try Tensor(copying: $0, shape: [2, 2], dtype: dtype) }
    #expect(tensor.dtype == dtype)
    #expect(try tensor.bytes() == bytes)
    #expect(try tensor.withUnsafeBytes { Array($0) } == bytes)
    #expect(try tensor.transpose(0, 1).contiguous().transpose(0, 1).bytes() == bytes)
  }

  @Test func numbersOfEveryKindComeBack() throws {
    #expect(try Tensor([1, 2.5] as [Float], shape: [2]).floats() == [1, 2.5])
    #expect(try Tensor([1 << 60, -1] as [Int64], shape: [2]).int64s() == [1 << 60, -1])
    #expect(try Tensor([true, false] as [Bool], shape: [2]).bools() == [true, false])
    #expect(try Tensor([0, 255] as [UInt8], shape: [2]).int64s() == [0, 255])
    #expect(try Tensor.full([], 2.5).item() == 2.5)
    #expect(try Tensor([1, 3] as [Int64], shape: [2]).to(.bfloat16).floats() == [1, 3])
  }

  @Test func operationsAndFailuresLeakNoTensor() throws {
    func work() throws {
      let x = try wave([4, 3]).requiresGrad(true)
      try (x.matmul(x.transpose(0, 1)).softmax(dim: -1) * 2).sum().backward()
      _ = try? x.matmul(x)
      _ = x.grad
      _ = try Tensor.cat([x, x]).chunk(2, dim: 0)
    }
    // Other suites run at the same time, and their tensors count too; but they do not grow.
    var growth: [Int] = []
    for _ in 0..<5 {
      let before = Torch.liveTensors
      for _ in 0..<200 { try work() }
      growth.append(Torch.liveTensors - before)
    }
    #expect(growth.contains { $0 < 100 }, "\(growth) tensors stayed alive")
  }
}
