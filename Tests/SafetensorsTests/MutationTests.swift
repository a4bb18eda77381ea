import AttuneTestSupport
import Foundation
import Safetensors
import Testing

/// SplitMix64: the same mutants on every machine.
struct SeededGenerator: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

@Suite struct MutationTests {
  @Test func `No mutant of a good file does worse than a typed error of one line`() throws {
    var random = SeededGenerator(state: 42)
    try withTemporaryFolder { folder in
      let original = folder.appendingPathComponent("original.safetensors")
      try SafetensorsWriter.write(
        [
          SafetensorsEntry(
            name: "encoder.weight", shape: [2, 3], values: [Float(1), 2, 3, 4, 5, 6]),
          SafetensorsEntry(name: "encoder.count", shape: [], values: [Int64(7)]),
          SafetensorsEntry(name: "empty", dtype: .bfloat16, shape: [0, 4], bytes: []),
          SafetensorsEntry(name: "mask", dtype: .bool, shape: [3], bytes: [0, 1, 0]),
        ], metadata: ["format": "pt", "note": "ä \"quoted\" \\ line\nbreak"], to: original)
      let good = [UInt8](try Data(contentsOf: original))
      var numRefused = 0
      for _ in 0..<500 {
        let mutant = mutate(good, &random)
        do {
          _ = try open(mutant, in: folder)
        } catch let error as SafetensorsError {
          numRefused += 1
          #expect(!error.description.contains { $0.isNewline })
          #expect(error.description.contains("case.safetensors"))
        }
      }
      // Some mutants only change elements or metadata and are good files; most are not.
      #expect(numRefused > 250)
    }
  }

  private func mutate(_ bytes: [UInt8], _ random: inout SeededGenerator) -> [UInt8] {
    var mutant = bytes
    for _ in 0..<Int.random(in: 1...3, using: &random) {
      guard !mutant.isEmpty else { return mutant }
      let place = Int.random(in: 0..<mutant.count, using: &random)
      switch Int.random(in: 0..<6, using: &random) {
      case 0: mutant[place] = UInt8.random(in: 0...255, using: &random)
      case 1: mutant[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
      case 2: mutant.removeLast(mutant.count - place)
      case 3: mutant.remove(at: place)
      case 4: mutant.insert(UInt8.random(in: 0x20...0x7E, using: &random), at: place)
      default:
        // A digit for a digit keeps the JSON whole, so that the checks behind it are reached.
        let digits = mutant.indices.filter { (0x30...0x39).contains(mutant[$0]) }
        guard let digit = digits.randomElement(using: &random) else { continue }
        mutant[digit] = UInt8.random(in: 0x30...0x39, using: &random)
      }
    }
    return mutant
  }
}
