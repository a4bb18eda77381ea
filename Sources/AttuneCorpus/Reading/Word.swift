/// A word of a closed vocabulary; any other word is an error that lists the vocabulary.
struct Word<Value: RawRepresentable<String> & CaseIterable>: Decodable {
  let value: Value

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let word = try container.decode(String.self)
    guard let value = Value(rawValue: word) else {
      let known = Value.allCases.map(\.rawValue).joined(separator: ", ")
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "is the unknown word '\(word)', expected one of \(known)")
    }
    self.value = value
  }
}
