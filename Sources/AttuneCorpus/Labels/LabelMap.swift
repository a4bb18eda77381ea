import AttuneCore

/// Which class each word of an annotation belongs to.
public struct LabelMap: Sendable, Hashable {
  /// Name of the map, which tables and reports give.
  public let name: String
  /// The class of each word.
  public let emotions: [String: Emotion]

  /// Creates a map.
  public init(name: String, emotions: [String: Emotion]) {
    self.name = name
    self.emotions = emotions
  }

  /// The class of a word, or `nil` for a word that the map does not know.
  public func emotion(of word: String) -> Emotion? { emotions[word] }

  /// The words in alphabetical order.
  public var words: [String] { emotions.keys.sorted() }

  /// All maps that a configuration can name.
  public static let all = [avamerg]

  /// The map of a name.
  public static func named(_ name: String) -> LabelMap? { all.first { $0.name == name } }

  /// The reference system's map of AvaMERG's 32 words, its oddities included (`devastated` is
  /// surprised, `jealous` is contempt): the avatars are rendered with it.
  public static let avamerg = LabelMap(
    name: "avamerg-32-to-7",
    emotions: Dictionary(
      uniqueKeysWithValues: [
        (
          Emotion.happy,
          "anticipating caring confident content excited faithful grateful hopeful joyful prepared "
            + "proud trusting"
        ),
        (.surprised, "surprised impressed devastated"),
        (.angry, "angry annoyed furious"),
        (.fear, "afraid apprehensive terrified"),
        (
          .sad,
          "sad anxious ashamed disappointed embarrassed guilty lonely nostalgic sentimental"
        ),
        (.disgusted, "disgusted"),
        (.contempt, "jealous"),
      ].flatMap { emotion, words in words.split(separator: " ").map { (String($0), emotion) } }))
}
