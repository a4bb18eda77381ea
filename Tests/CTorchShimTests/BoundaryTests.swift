import CTorchShim
import Testing

@Suite struct BoundaryTests {
  @Test(arguments: [
    (CTorchException.none, CTorchStatus.OK),
    (.index, .indexOutOfRange),
    (.value, .invalidArgument),
    (.type, .invalidArgument),
    (.notImplemented, .notImplemented),
    (.deviceMemory, .outOfMemory),
    (.hostMemory, .outOfMemory),
    (.distributed, .connectionLost),
    (.libTorch, .invalidArgument),
    (.standard, .internal),
    (.foreign, .internal),
  ])
  func everyExceptionBecomesItsStatus(kind: CTorchException, expected: CTorchStatus) {
    var result: Int32 = 7
    #expect(ctorch_raise(kind, &result) == expected)
    #expect(result == (expected == .OK ? 1 : 7))
    #expect(String(cString: ctorch_last_message()).isEmpty == (expected == .OK))
  }

  @Test func aMessageIsItsFirstLine() {
    var result: Int32 = 0
    #expect(ctorch_raise(.value, &result) == .invalidArgument)
    #expect(String(cString: ctorch_last_message()) == "value")
  }

  @Test func aSuccessClearsTheMessage() {
    var result: Int32 = 0
    #expect(ctorch_raise(.libTorch, &result) == .invalidArgument)
    #expect(ctorch_raise(.none, &result) == .OK)
    #expect(String(cString: ctorch_last_message()).isEmpty)
  }

  @Test func aNullHandleIsAnError() {
    // What Swift's types rule out, C can do.
    typealias Loose =
      @convention(c) (OpaquePointer?, UnsafeMutablePointer<OpaquePointer?>) ->
      CTorchStatus
    let clone = unsafeBitCast(
      ctorch_clone
        as @convention(c) (OpaquePointer, UnsafeMutablePointer<OpaquePointer?>) ->
        CTorchStatus, to: Loose.self)
    var result: OpaquePointer?
    #expect(clone(nil, &result) == .invalidArgument)
    #expect(result == nil)
    ctorch_tensor_free(nil)
  }
}
