import AttuneTestSupport
import Foundation
import Testing
import Torch
import TorchNN

@Suite struct LossScalerTests {
  @Test func `The factor grows and shrinks as PyTorch's does`() throws {
    let fixture = try Fixture("loss_scaler")
    let overflows = try fixture.tensor("inputs/overflows").int64s().map { $0 == 1 }
    let expected = try fixture.tensor("outputs/scales").floats().map(Double.init)
    var scaler = LossScaler(scale: 1024, growthInterval: 3)
    for (overflowed, scale) in zip(overflows, expected) {
      scaler.update(overflowed: overflowed)
      #expect(scaler.scale == scale)
    }
    #expect(scaler.skippedSteps == overflows.filter { $0 }.count)
    // PyTorch's optimizer took exactly the steps that were not skipped.
    let taken = -(try fixture.tensor("outputs/weight").item())
    #expect(overflows.count - scaler.skippedSteps == Int(taken))
  }

  @Test func `A scaler that is saved and read goes on as it was`() throws {
    var scaler = LossScaler(scale: 64, growthInterval: 4)
    for overflowed in [false, true, false, false] { scaler.update(overflowed: overflowed) }
    let data = try JSONEncoder().encode(scaler)
    #expect(try JSONDecoder().decode(LossScaler.self, from: data) == scaler)
  }

  @Test func `The factor stays a number that single precision holds`() {
    var scaler = LossScaler(scale: 1e38, growthInterval: 1)
    for _ in 0..<10 { scaler.update(overflowed: false) }
    #expect(Float(scaler.scale).isFinite)
  }
}
