/// Strictness for settings: a misspelt key must not pass for a default.
enum SettingsKeys {
  private struct AnyKey: CodingKey {
    var stringValue: String
    var intValue: Int? { nil }
    init?(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }

  static func rejectUnknown(in decoder: any Decoder, known: [some CodingKey]) throws {
    let names = known.map(\.stringValue)
    for key in try decoder.container(keyedBy: AnyKey.self).allKeys
    where !names.contains(key.stringValue) {
      throw DecodingError.dataCorrupted(
        .init(
          codingPath: decoder.codingPath + [key],
          debugDescription:
            "unknown key \(key.stringValue); known are \(names.joined(separator: ", "))"))
    }
  }
}
