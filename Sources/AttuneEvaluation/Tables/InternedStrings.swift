/// Different texts, each stored once as bytes and named by its code, its position among them.
///
/// A million rows have a million ids; as `String`s in a dictionary they alone would fill 100 MB.
struct InternedStrings: Sendable {
  private var bytes: [UInt8] = []
  /// Where each text ends in `bytes`.
  private var ends: [Int] = []
  /// Codes by hash with open addressing, −1 where free; a power of two, at most half full.
  private var slots: [Int32] = Array(repeating: -1, count: 16)

  /// How many different texts there are.
  var count: Int { ends.count }

  /// The text of a code.
  subscript(code: Int32) -> String { String(decoding: bytes[range(Int(code))], as: UTF8.self) }

  /// All texts, in the order of their codes.
  var all: [String] { ends.indices.map { self[Int32($0)] } }

  /// The code of a text, a new one where it was not there yet.
  mutating func code(of text: String) -> Int32 {
    var text = text
    return text.withUTF8 { code(of: UnsafeRawBufferPointer($0)) }
  }

  /// The code of a text's UTF-8 bytes, a new one where it was not there yet.
  mutating func code(of text: UnsafeRawBufferPointer) -> Int32 {
    // Rows of one conversation mostly follow each other.
    if let last = ends.indices.last, equals(last, text) { return Int32(last) }
    if ends.count * 2 >= slots.count { rehash() }
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: Self.hash(text)) & mask
    while slots[slot] >= 0 {
      if equals(Int(slots[slot]), text) { return slots[slot] }
      slot = (slot + 1) & mask
    }
    let code = Int32(ends.count)
    slots[slot] = code
    bytes.append(contentsOf: text)
    ends.append(bytes.count)
    return code
  }

  /// The codes that the texts of `other` have here, in the order of their codes there.
  mutating func codes(of other: InternedStrings) -> [Int32] {
    other.bytes.withUnsafeBytes { all in
      other.ends.indices.map { index in
        code(of: UnsafeRawBufferPointer(rebasing: all[other.range(index)]))
      }
    }
  }

  private func range(_ index: Int) -> Range<Int> {
    (index == 0 ? 0 : ends[index - 1])..<ends[index]
  }

  private func equals(_ index: Int, _ text: UnsafeRawBufferPointer) -> Bool {
    let range = range(index)
    guard range.count == text.count else { return false }
    return bytes.withUnsafeBytes { all in
      UnsafeRawBufferPointer(rebasing: all[range]).elementsEqual(text)
    }
  }

  private mutating func rehash() {
    var larger = [Int32](repeating: -1, count: slots.count * 2)
    let mask = larger.count - 1
    bytes.withUnsafeBytes { all in
      for index in ends.indices {
        let text = UnsafeRawBufferPointer(rebasing: all[range(index)])
        var slot = Int(truncatingIfNeeded: Self.hash(text)) & mask
        while larger[slot] >= 0 { slot = (slot + 1) & mask }
        larger[slot] = Int32(index)
      }
    }
    slots = larger
  }

  /// 64-bit FNV-1a, its upper half folded into the lower one that chooses the slot.
  private static func hash(_ text: UnsafeRawBufferPointer) -> UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in text { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
    return hash ^ (hash >> 32)
  }
}
