/// Damages good files in the ways in which files are damaged, and in those that an attacker tries.
///
/// The same seed gives the same mutants on every machine.
public struct FileMutator: RandomNumberGenerator {
  private var state: UInt64

  /// Starts a sequence of mutants.
  public init(seed: UInt64) { state = seed }

  /// SplitMix64.
  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// A damaged copy of a binary file: cut short, bits flipped, sizes that lie, parts moved.
  public mutating func mutant(of bytes: [UInt8]) -> [UInt8] {
    var mutant = bytes
    for _ in 0..<Int.random(in: 1...3, using: &self) where !mutant.isEmpty {
      let place = self.place(in: mutant.count)
      switch Int.random(in: 0..<9, using: &self) {
      case 0: mutant[place] = UInt8.random(in: 0...255, using: &self)
      case 1, 2: mutant[place] ^= 1 << UInt8.random(in: 0..<8, using: &self)
      case 3: mutant.removeLast(mutant.count - place)
      case 4:
        mutant.removeSubrange(place..<end(from: place, in: mutant.count))
      case 5:
        let part = mutant[place..<end(from: place, in: mutant.count)]
        mutant.insert(contentsOf: part, at: self.place(in: mutant.count))
      case 6: replaceSize(&mutant, at: place)
      case 7: replaceDigits(&mutant, near: place)
      default:
        // Containers in containers: lists of a pickle, or of JSON.
        let depth = Int.random(in: 1...5_000, using: &self)
        let byte = [UInt8(ascii: "]"), UInt8(ascii: "["), UInt8(ascii: "("), UInt8(ascii: "}")]
          .randomElement(using: &self)
        mutant.insert(contentsOf: Array(repeating: byte ?? 0, count: depth), at: place)
      }
    }
    return mutant
  }

  /// A damaged copy of a JSON text: values of another kind or size, keys gone, nests, and bytes.
  public mutating func mutant(ofJSON bytes: [UInt8]) -> [UInt8] {
    guard Int.random(in: 0..<4, using: &self) > 0 else { return mutant(of: bytes) }
    var lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    for _ in 0..<Int.random(in: 1...3, using: &self) {
      let index = Int.random(in: 0..<lines.count, using: &self)
      guard let colon = lines[index].firstIndex(of: UInt8(ascii: ":")) else { continue }
      switch Int.random(in: 0..<8, using: &self) {
      case 0: lines[index] = []
      case 1: lines.insert(lines[index], at: index)
      default:
        let value = Self.oddValues.randomElement(using: &self) ?? "null"
        let comma = lines[index].last == UInt8(ascii: ",") ? "," : ""
        lines[index] = lines[index][...colon] + ArraySlice("\(value)\(comma)".utf8)
      }
    }
    return Array(lines.joined(separator: [UInt8(ascii: "\n")]))
  }

  /// What no configuration should hold.
  private static let oddValues = [
    "0", "-1", "1", "7", "0.5", "1e308", "1e999", "-0.0", "2147483647", "4294967296",
    "1000000000000", "9223372036854775807", "9223372036854775808", "-9223372036854775808",
    "16777216", "16777217", "1000", "1001", "\"many\"", "\"\"", "null", "true", "[]", "{}", "[[]]",
    "[1, 2, 3]", "[0, 0, 0]", "[9223372036854775807, 2, 2]", "\"\\ud800\"", "\"\\u0000\"",
    String(repeating: "[", count: 100_000), String(repeating: "{\"a\":", count: 10_000),
    "[" + String(repeating: "7,", count: 50_000) + "7]",
    "\"" + String(repeating: "long ", count: 20_000) + "\"",
  ]

  /// Where to strike: headers stand at the start of some formats and at the end of others.
  private mutating func place(in count: Int) -> Int {
    switch Int.random(in: 0..<3, using: &self) {
    case 0: Int.random(in: 0..<min(count, 600), using: &self)
    case 1: count - 1 - Int.random(in: 0..<min(count, 600), using: &self)
    default: Int.random(in: 0..<count, using: &self)
    }
  }

  private mutating func end(from place: Int, in count: Int) -> Int {
    min(count, place + Int.random(in: 1...64, using: &self))
  }

  /// Puts an extreme number where a size may stand.
  private mutating func replaceSize(_ bytes: inout [UInt8], at place: Int) {
    let value =
      [0, 1, 0x7F, 0xFF, 0x7FFF, 0xFFFF, 0x7FFF_FFFF, 0xFFFF_FFFF, 0x7FFF_FFFF_FFFF_FFFF, .max]
      .randomElement(using: &self) ?? UInt64.max
    let width = [1, 2, 4, 8].randomElement(using: &self) ?? 8
    for offset in 0..<width where place + offset < bytes.count {
      bytes[place + offset] = UInt8(truncatingIfNeeded: value >> (8 * UInt64(offset)))
    }
  }

  /// Puts digits for digits, which keeps a text whole, so that the checks behind it are reached.
  private mutating func replaceDigits(_ bytes: inout [UInt8], near place: Int) {
    let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
    guard let first = bytes[place...].firstIndex(where: { digits.contains($0) }) else { return }
    if Bool.random(using: &self) {
      bytes[first] = UInt8.random(in: digits, using: &self)
    } else {
      bytes.insert(
        contentsOf: Array(
          repeating: UInt8(ascii: "9"), count: Int.random(in: 1...20, using: &self)),
        at: first)
    }
  }
}
