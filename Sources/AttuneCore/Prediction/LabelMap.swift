/// Which class each word of an annotation belongs to.
///
/// A map never changes: another assignment is another version, with another hash, so that a score
/// can name the very map that it was reached under.
public struct LabelMap: Sendable, Hashable {
  /// Name of the map, which configurations give.
  public let name: String
  /// The class of each word.
  public let emotions: [String: Emotion]
  /// Names the map with its version and the SHA-256 of ``canonicalText``, for tables and reports;
  /// `nil` for a map that is none of ``all``.
  public let reference: LabelMapReference?

  /// Creates a map of one's own.
  public init(name: String, emotions: [String: Emotion]) {
    (self.name, self.emotions, reference) = (name, emotions, nil)
  }

  init(name: String, version: Int, sha256: String, emotions: [String: Emotion]) {
    self.name = name
    self.emotions = emotions
    reference = LabelMapReference(name: "\(name).v\(version)", sha256: sha256)
  }

  /// The class of a word, or `nil` for a word that the map does not know.
  public func emotion(of word: String) -> Emotion? { emotions[word] }

  /// The words in alphabetical order.
  public var words: [String] { emotions.keys.sorted() }

  /// The map as the text that its hash is of: the name with the version, then a line a word with
  /// its class, in alphabetical order.
  public var canonicalText: String {
    ([reference?.name ?? name] + words.map { "\($0) \(emotions[$0]?.rawValue ?? "")" })
      .map { $0 + "\n" }.joined()
  }

  /// All maps that a configuration can name.
  public static let all = [avamerg, attune]

  /// The map of a name.
  public static func named(_ name: String) -> LabelMap? { all.first { $0.name == name } }

  /// The reference system's map of AvaMERG's 32 words, its oddities included (`devastated` is
  /// surprised, `jealous` is contempt): the avatars are rendered with it.
  public static let avamerg = LabelMap(
    name: "avamerg-32-to-7", version: 1,
    sha256: "bd6a0d1d8b6de4695dea9665b2e4e0d33cfe85583200c687f33d1766fe74a2bf",
    emotions: emotions([
      (
        .happy,
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
    ]))

  /// The same without its two plainest oddities: `devastated` is sad, `anxious` is fear.
  ///
  /// Ours, to show how much a score hangs on the map.
  public static let attune = LabelMap(
    name: "attune-32-to-7", version: 1,
    sha256: "46c7106971e05bfbee810eb8f8aa65126e1ac5a162ca1d76ee6276deb0014158",
    emotions: avamerg.emotions.merging(["devastated": .sad, "anxious": .fear]) { $1 })

  private static func emotions(_ classes: [(Emotion, String)]) -> [String: Emotion] {
    Dictionary(
      uniqueKeysWithValues: classes.flatMap { emotion, words in
        words.split(separator: " ").map { (String($0), emotion) }
      })
  }
}
