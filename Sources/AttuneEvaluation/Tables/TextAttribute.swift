/// Known attributes that are texts also where a file has a number for them: a speaker's number tells
/// who, and neither its size nor its distance from another means anything.
enum TextAttribute {
  private static let names: [StaticString] = [
    "speaker_id", "speaker_age", "speaker_gender", "speaker_timbre", "topic", "emotion_word",
  ]

  static func has(_ name: JSONText) -> Bool { names.contains { name.equals($0) } }

  static func has(_ name: String) -> Bool { names.contains { "\($0)" == name } }

  /// A number as a text: a whole one without a point.
  static func text(of number: Double) -> String {
    Int64(exactly: number).map(String.init) ?? "\(number)"
  }
}
