import AttuneEncoders
import AttuneTestSupport
import Testing
import Torch
import TorchNN
import TorchTestSupport

@Suite(.drawsRandomNumbers) struct TokenDropoutTests {
  /// 2,000 tokens in texts of 1, 499 and 1,500; each token's state is its number.
  private func states() throws -> PackedStates {
    PackedStates(
      try Tensor((0..<2_000).map(Float.init), shape: [2_000, 1]), lengths: [1, 499, 1_500])
  }

  @Test func aboutAsManyTokensAsAskedForAreLeftOutAndTheOthersKeepTheirOrder() throws {
    try Torch.seed(7)
    let kept = try states().leavingOut(0.3)
    let numbers = try kept.hiddenStates.floats()
    #expect(kept.lengths.count == 3)
    #expect(kept.lengths.reduce(0, +) == numbers.count)
    // Four standard deviations of 2,000 draws.
    #expect(abs(Double(numbers.count) / 2_000 - 0.7) < 0.041)
    #expect(numbers == numbers.sorted())
    #expect(Set(numbers).count == numbers.count)
  }

  @Test func theFirstTokenOfATextStays() throws {
    try Torch.seed(7)
    let kept = try states().leavingOut(1)
    #expect(kept.lengths == [1, 1, 1])
    #expect(try kept.hiddenStates.floats() == [0, 1, 500])
  }

  @Test func nothingIsLeftOutAtZeroAndTheSameSeedLeavesOutTheSame() throws {
    #expect(try states().leavingOut(0).lengths == [1, 499, 1_500])
    try Torch.seed(3)
    let one = try states().leavingOut(0.5).hiddenStates.floats()
    try Torch.seed(3)
    #expect(try states().leavingOut(0.5).hiddenStates.floats() == one)
  }

  @Test func anEncoderLeavesTokensOutInTrainingOnly() throws {
    let texts = try PackedTexts([[2, 5, 6, 7, 3], [2, 8, 3]], device: .cpu)
    let bert = try BertModel(
      .tiny(), numFrozenLayers: 1, tokenDropout: 1, ParameterStore(seed: 1).root)
    #expect(try bert(texts, mode: .evaluation).lengths == [5, 3])
    #expect(try bert(texts, mode: .training).lengths == [1, 1])
    #expect(try bert.frozenStates(texts).lengths == [5, 3])
  }
}
