import AttuneCore
import Testing

@testable import AttuneExplanation

@Suite struct AttentionRolloutTests {
  /// A matrix whose rows sum to 1.
  private func attention(_ size: Int, _ generator: inout SeededGenerator) -> [[Float]] {
    (0..<size).map { _ in
      let row = (0..<size).map { _ in Float(generator.uniform()) + 0.01 }
      let sum = row.reduce(0, +)
      return row.map { $0 / sum }
    }
  }

  @Test func whoAttendsToThemselvesStaysWhereTheyAre() {
    let identity: [[Float]] = [[1, 0, 0], [0, 1, 0], [0, 0, 1]]
    #expect(AttentionRollout.relevance([identity, identity], .first) == [1, 0, 0])
    #expect(
      AttentionRollout.relevance([identity], .mean) == [Float](repeating: 1 / 3, count: 3))
    #expect(AttentionRollout.relevance([], .first).isEmpty)
  }

  @Test func twoLayersAreTheProductOfBoth() {
    // By hand: the first token keeps 0.5 and takes 0.5 of the second, which kept half of itself and
    // took half of the third.
    let first: [[Float]] = [[1, 0, 0], [0, 0, 1], [0, 0, 1]]
    let second: [[Float]] = [[0, 1, 0], [0, 1, 0], [0, 0, 1]]
    #expect(AttentionRollout.relevance([first, second], .first) == [0.5, 0.25, 0.25])
  }

  @Test(arguments: [false, true])
  func dividedAttentionIsTheProductOfItsWholeMatrices(hasClassToken: Bool) {
    var generator = SeededGenerator(5)
    let (numPatches, numFrames) = (3, 2)
    let perFrame = numPatches + (hasClassToken ? 1 : 0)
    let layers = (0..<3).map { _ in
      DividedAttentionRollout.Layer(
        temporal: (0..<numPatches).map { _ in attention(numFrames, &generator) },
        spatial: (0..<numFrames).map { _ in attention(perFrame, &generator) })
    }
    let rollout = DividedAttentionRollout(
      numPatches: numPatches, numFrames: numFrames, hasClassToken: hasClassToken)
    let relevance = rollout.relevance(layers, readsClassToken: hasClassToken)

    // The whole matrices over [class token,] frame by frame, patch by patch.
    let numFirst = hasClassToken ? 1 : 0
    let count = numFirst + numPatches * numFrames
    func place(_ frame: Int, _ patch: Int) -> Int { numFirst + frame * numPatches + patch }
    var expected = [Float](repeating: hasClassToken ? 0 : 1 / Float(count), count: count)
    if hasClassToken { expected[0] = 1 }
    for layer in layers.reversed() {
      var space = [[Float]](repeating: .init(repeating: 0, count: count), count: count)
      var time = space
      for frame in 0..<numFrames {
        let members = (hasClassToken ? [0] : []) + (0..<numPatches).map { place(frame, $0) }
        for (row, member) in members.enumerated() {
          let share: Float = hasClassToken && row == 0 ? 1 / Float(numFrames) : 1
          for (column, other) in members.enumerated() {
            space[member][other] += share * layer.spatial[frame][row][column]
          }
        }
        for patch in 0..<numPatches {
          for other in 0..<numFrames {
            time[place(frame, patch)][place(other, patch)] = layer.temporal[patch][frame][other]
          }
        }
      }
      if hasClassToken { time[0][0] = 1 }
      expected = AttentionRollout.back(expected, through: space)
      expected = AttentionRollout.back(expected, through: time)
    }
    for frame in 0..<numFrames {
      for patch in 0..<numPatches {
        #expect(abs(relevance[frame][patch] - expected[place(frame, patch)]) < 1e-6)
      }
    }
  }
}
