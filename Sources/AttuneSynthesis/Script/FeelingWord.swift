import AttuneCore

/// One of AvaMERG's 32 emotion words, with the class that the reference mapping gives it.
struct FeelingWord: Sendable, Hashable {
  /// The word as `speaker_emotion` has it.
  let word: String
  /// Its class.
  let emotion: Emotion

  /// The words of each class, in the order of the reference mapping.
  static let table: [(Emotion, [String])] = [
    (
      .happy,
      [
        "anticipating", "caring", "confident", "content", "excited", "faithful", "grateful",
        "hopeful", "joyful", "prepared", "proud", "trusting",
      ]
    ),
    (.surprised, ["surprised", "impressed", "devastated"]),
    (.angry, ["angry", "annoyed", "furious"]),
    (.fear, ["afraid", "apprehensive", "terrified"]),
    (
      .sad,
      [
        "sad", "anxious", "ashamed", "disappointed", "embarrassed", "guilty", "lonely",
        "nostalgic", "sentimental",
      ]
    ),
    (.disgusted, ["disgusted"]),
    (.contempt, ["jealous"]),
  ]

  /// All 32 words.
  static let all: [FeelingWord] = table.flatMap { emotion, words in
    words.map { FeelingWord(word: $0, emotion: emotion) }
  }
}
