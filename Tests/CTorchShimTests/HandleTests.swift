import CTorchShim
import Testing

@Suite struct HandleTests {
  private static let cpu = CTorchDevice(index: -1)
  /// Stands where a result would go, to see whether a call touched it.
  private static var untouched: OpaquePointer? { OpaquePointer(bitPattern: 0x10) }

  private func ones(_ shape: [Int64]) throws -> OpaquePointer {
    var result: OpaquePointer?
    #expect(ctorch_full(shape, shape.count, 1, .float32, Self.cpu, &result) == .OK)
    return try #require(result)
  }

  /// Whether a look at the count of live handles ever shows what it should.
  ///
  /// The count is the process's, and other tests make tensors at the same time, so one look may be
  /// disturbed; a leak is seen by each of them.
  private func isSeen(_ look: (_ before: Int64) throws -> Bool) rethrows -> Bool {
    for _ in 0..<1000 where try look(ctorch_live_tensors()) { return true }
    return false
  }

  @Test func handlesAreCountedAndGivenBack() throws {
    let isCounted = try isSeen { before in
      let x = try ones([2, 3])
      var y: OpaquePointer?
      #expect(ctorch_binary(.add, x, x, &y) == .OK)
      let during = ctorch_live_tensors()
      ctorch_tensor_free(x)
      ctorch_tensor_free(y)
      return during == before + 2 && ctorch_live_tensors() == before
    }
    #expect(isCounted)
  }

  @Test func aFailureTouchesNoResultAndLeaksNothing() throws {
    let leaksNothing = try isSeen { before in
      let x = try ones([2, 3])
      var result = Self.untouched
      #expect(ctorch_binary(.matmul, x, x, &result) == .invalidArgument)
      #expect(ctorch_select(x, 0, 9, &result) == .indexOutOfRange)
      #expect(
        ctorch_lstm(x, [1], 1, [x], 1, 1, false, 0, false, &result) == .invalidArgument)
      let tooMuch: [Int64] = [1 << 45]
      #expect(ctorch_full(tooMuch, 1, 0, .float32, Self.cpu, &result) == .outOfMemory)
      #expect(ctorch_full([-1], 1, 0, .float32, Self.cpu, &result) == .invalidArgument)
      #expect(result == Self.untouched)
      var number = 5.0
      #expect(ctorch_item(x, &number) == .invalidArgument)
      #expect(number == 5)
      ctorch_tensor_free(x)
      return ctorch_live_tensors() == before
    }
    #expect(leaksNothing)
  }

  @Test func anUnknownKernelIsNotImplemented() throws {
    var x: OpaquePointer?
    #expect(ctorch_full([2, 2], 2, 1, .bool, Self.cpu, &x) == .OK)
    let bool = try #require(x)
    var result = Self.untouched
    #expect(ctorch_binary(.matmul, bool, bool, &result) == .notImplemented)
    #expect(result == Self.untouched)
    ctorch_tensor_free(bool)
  }

  @Test func anAbsentDeviceIsAnInvalidArgument() {
    var count: Int32 = 0
    #expect(ctorch_cuda_devices(&count) == .OK)
    var result = Self.untouched
    let device = CTorchDevice(index: count)
    #expect(ctorch_full([1], 1, 0, .float32, device, &result) == .invalidArgument)
    #expect(result == Self.untouched)
  }

  @Test func borrowedMemoryIsReleasedOnceAndOnlyOnSuccess() throws {
    let count = UnsafeMutablePointer<Int>.allocate(capacity: 1)
    let memory = UnsafeMutableRawPointer.allocate(byteCount: 16, alignment: 16)
    defer {
      count.deallocate()
      memory.deallocate()
    }
    count.initialize(to: 0)
    func borrow(
      _ address: UnsafeMutableRawPointer, _ bytes: Int, _ result: inout OpaquePointer?
    ) -> CTorchStatus {
      ctorch_tensor_borrowing(
        address, bytes, [2], 1, .float32, count,
        { $0?.assumingMemoryBound(to: Int.self).pointee += 1 }, &result)
    }
    var result = Self.untouched
    #expect(borrow(memory, 12, &result) == .invalidArgument)
    #expect(borrow(memory + 1, 8, &result) == .invalidArgument)
    #expect(result == Self.untouched)
    #expect(count.pointee == 0)

    #expect(borrow(memory, 8, &result) == .OK)
    let tensor = try #require(result)
    var view: OpaquePointer?
    #expect(ctorch_narrow(tensor, 0, 1, 1, &view) == .OK)
    ctorch_tensor_free(tensor)
    #expect(count.pointee == 0)
    ctorch_tensor_free(view)
    #expect(count.pointee == 1)
  }
}
