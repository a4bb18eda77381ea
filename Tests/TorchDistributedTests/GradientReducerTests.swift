import Testing
import TorchDistributed

@Suite(.enabled(if: ProcessGroup.isAvailable, "built without Gloo's headers; run 'make setup'"))
struct GradientReducerTests {
  private func values(_ place: Int) -> [Double] { (0..<4).map { Double(place) + Double($0) / 8 } }

  @Test(arguments: ["", " afterwards"])
  func gradientsAreSummedOverProcessesAndBatches(suffix: String) throws {
    let seen = try Scene.play("gradients")
    for rank in seen {
      // Process 0 has (both·early) and 2·(both·first), process 1 has both and 3·(both·second).
      let both = zip(values(4), zip(values(2), values(3))).map { $0 + 2 * $1.0 + 1 + 3 * $1.1 }
      #expect(rank["both\(suffix)"] == both)
      #expect(rank["first\(suffix)"] == values(1).map { 2 * $0 })
      #expect(rank["second\(suffix)"] == values(1).map { 3 * $0 })
      #expect(rank["early\(suffix)"] == values(1))
      #expect(rank["never\(suffix)"] == nil)
    }
  }

  @Test func aProcessWithoutABatchTakesPart() throws {
    for rank in try Scene.play("nothing", processes: 3) {
      #expect(rank["used"] == [6, 6, 6, 6])
      #expect(rank["unused"] == nil)
      #expect(rank["after nothing"] == nil)
    }
  }

  @Test func processesWithOtherParametersAreRefused() throws {
    let seen = try Scene.play("mismatch")
    #expect(seen.contains { $0["refused"] == [1] })
  }
}
